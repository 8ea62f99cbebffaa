package org.labwall.parse;

/** A site as long as asked for, with every kind of statement in the shares that real ones have. */
final class LargeSource {
  private static final int VLANS = 200;

  private LargeSource() {}

  /** A source of about {@code lines} lines, without errors. */
  static String of(int lines) {
    StringBuilder text = new StringBuilder(80 * lines);
    text.append("ROLE master rt1 priority 100, backup rt2 priority 50\n");
    text.append("TRUNK=eth0\nVRRP AUTH PASS s3cret\n");
    text.append("DEV internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101*");
    text.append(" via 203.0.113.1\n");
    int vlans = Math.min(VLANS, lines / 10);
    for (int i = 0; i < vlans; i++) {
      String net = "10." + (i / 250 + 1) + "." + i % 250 + ".";
      text.append("VLAN ").append(i + 10).append(" $TRUNK ").append(net).append("0/24 ");
      text.append(net).append("2-").append(net).append("3-").append(net).append("1-100");
      text.append(i == 0 ? "* " : " ").append("net").append(i).append('\n');
    }
    text.append("VRRP START GROUP internet,net0\n");
    int hosts = lines / 5;
    for (int i = 0; i < hosts; i++) {
      String net = "10." + (i % vlans / 250 + 1) + "." + i % vlans % 250 + ".";
      text.append("HOST host").append(i).append(' ').append(net).append(10 + i / vlans % 240);
      text.append("   # the workplace that stands in the network net")
          .append(i % vlans)
          .append('\n');
    }
    for (int i = vlans + hosts + 6; i < lines; i++) {
      String net = "net" + i % vlans;
      switch (i % 5) {
        case 0 ->
            text.append("allow from ")
                .append(net)
                .append(
                    " to internet http, https, ntp log \"web of a network\" note \"as asked\"\n");
        case 1 ->
            text.append("deny  from any to host")
                .append(i % hosts)
                .append(" tcp/")
                .append(i % 60000)
                .append(" log \"no ")
                .append(i)
                .append("\"\n");
        case 2 ->
            text.append("allow from host")
                .append(i % hosts)
                .append(", host")
                .append((i + 7) % hosts)
                .append(" to ")
                .append(net)
                .append(" udp/53, ssh, tcp/8000-8100 only master,backup\n");
        case 3 -> text.append("from ").append(net).append(" {\n");
        default ->
            text.append(
                "    allow to self ping, ssh limit 10/minute burst 20 # what the router itself answers\n}\n");
      }
    }
    return lines % 5 == 4 ? text + "}\n" : text.toString();
  }
}
