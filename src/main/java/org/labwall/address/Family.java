package org.labwall.address;

/** The two address families; their addresses never mix in one prefix, range or set. */
public enum Family {
  IPV4(32),
  IPV6(128);

  private final int bits;

  Family(int bits) {
    this.bits = bits;
  }

  /** The length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The first address of the family: all bits clear. */
  public Address lowest() {
    return new Address(this, 0, 0);
  }

  /** The last address of the family: all bits set. */
  public Address highest() {
    return this == IPV4 ? new Address(this, 0, 0xffff_ffffL) : new Address(this, -1, -1);
  }
}
