package org.labwall.backend.keepalived;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.SecretPlaces;
import org.labwall.backend.Templates;
import org.labwall.model.Role;
import org.labwall.model.Secret;
import org.labwall.model.VirtualRouter;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Instance;
import org.labwall.project.Node;

/** Writes the virtual routers of a machine for keepalived. */
public final class KeepalivedBackend implements Backend {
  // Without any server keepalived keeps its mails to itself.
  private static final String LOCAL_MAIL_SERVER = "127.0.0.1";

  private final Templates templates = Templates.of(KeepalivedBackend.class, "keepalived.stg");

  @Override
  public List<OutputFile> files(Node node) {
    return node.virtualRouter().map(router -> file(node, router)).stream().toList();
  }

  private OutputFile file(Node node, VirtualRouter router) {
    List<Group> groups = groups(router);
    SecretPlaces secrets = new SecretPlaces();
    FileView view =
        new FileView(
            Comment.heading(node),
            KeepalivedText.word(router.routerId().of(node.role())),
            mail(node.role(), router).stream().toList(),
            router.version(),
            groups.stream().map(group -> view(group, router)).toList(),
            router.instances().stream()
                .map(instance -> view(instance, node, router, groups, secrets))
                .toList());
    return secrets.file("etc/keepalived/keepalived.conf", templates.render("file", view));
  }

  /** The groups that keepalived takes for such: those of one member change nothing. */
  private static List<Group> groups(VirtualRouter router) {
    return router.groups().stream().filter(group -> group.instances().size() > 1).toList();
  }

  private static Optional<MailView> mail(Role role, VirtualRouter router) {
    return router
        .mail()
        .map(mail -> mail.of(role))
        .map(
            to ->
                new MailView(
                    KeepalivedText.word(to),
                    KeepalivedText.word(sender(role, to)),
                    router.mailServer().map(Address::toString).orElse(LOCAL_MAIL_SERVER)));
  }

  /** A sender that the mail server of the recipient takes for one of its own. */
  private static String sender(Role role, String recipient) {
    int at = recipient.lastIndexOf('@');
    return at < 0 ? role.hostName() : role.hostName() + recipient.substring(at);
  }

  private static GroupView view(Group group, VirtualRouter router) {
    return new GroupView(
        KeepalivedText.word(group.name()),
        group.instances().stream().map(member -> KeepalivedText.word(member.name())).toList(),
        tracked(router, group.instances()));
  }

  private static InstanceView view(
      Instance instance,
      Node node,
      VirtualRouter router,
      List<Group> groups,
      SecretPlaces secrets) {
    boolean grouped = groups.stream().anyMatch(group -> group.has(instance));
    VirtualAddresses addresses = VirtualAddresses.of(instance);
    return new InstanceView(
        Comment.of("virtual router " + instance.routerId() + " (" + instance.span().cite() + ")"),
        KeepalivedText.word(instance.name()),
        startsAsMaster(node, router) ? "MASTER" : "BACKUP",
        KeepalivedText.word(instance.poll().interfaceName()),
        instance.routerId(),
        node.role().priority(),
        seconds(router.advertisement()),
        instance.family() == Family.IPV6 && router.version() != 3,
        preemption(router),
        password(instance, router).stream()
            .map(it -> secrets.put(it, KeepalivedText.word(it.value())))
            .toList(),
        // Within a group keepalived takes weights from the group only.
        grouped ? List.of() : tracked(router, List.of(instance)),
        addresses.advertised(),
        addresses.excluded());
  }

  /** Whether the machine is the better one and may say so: else keepalived wants all to wait. */
  private static boolean startsAsMaster(Node node, VirtualRouter router) {
    Role best =
        node.cluster().roles().stream()
            .min(Comparator.comparing(role -> -role.priority()))
            .orElseThrow();
    return router.preemption()
        && router.preemptionDelay().isEmpty()
        && best.index() == node.role().index();
  }

  private static List<String> preemption(VirtualRouter router) {
    if (!router.preemption()) {
      return List.of("nopreempt");
    }
    return router.preemptionDelay().stream().mapToObj(delay -> "preempt_delay " + delay).toList();
  }

  /** Version 3 has no authentication, and IPv6 speaks no other. */
  private static Optional<Secret> password(Instance instance, VirtualRouter router) {
    return router
        .password()
        .filter(password -> router.version() == 2 && instance.family() == Family.IPV4);
  }

  /** What is tracked besides the interfaces of the instances, whose failure counts anyway. */
  private static List<String> tracked(VirtualRouter router, List<Instance> instances) {
    return router.tracked().stream()
        .filter(
            tracked ->
                instances.stream()
                    .noneMatch(it -> it.poll().interfaceName().equals(tracked.interfaceName())))
        .map(
            tracked ->
                KeepalivedText.word(tracked.interfaceName())
                    + (tracked.weight().isPresent()
                        ? " weight " + tracked.weight().getAsInt()
                        : ""))
        .toList();
  }

  /** Hundredths of a second as decimal seconds, whole ones as an integer. */
  private static String seconds(int hundredths) {
    int rest = hundredths % 100;
    String digits = rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest;
    return hundredths / 100 + (rest == 0 ? "" : digits);
  }

  private record FileView(
      String heading,
      String routerId,
      List<MailView> mails,
      int version,
      List<GroupView> groups,
      List<InstanceView> instances) {}

  private record MailView(String to, String from, String server) {}

  private record GroupView(String name, List<String> members, List<String> tracked) {}

  private record InstanceView(
      String comment,
      String name,
      String state,
      String poll,
      int routerId,
      int priority,
      String advertisement,
      boolean version3,
      List<String> preemption,
      List<String> passwords,
      List<String> tracked,
      List<String> addresses,
      List<String> excluded) {}
}
