package org.labwall.differential;

import java.util.List;
import java.util.Random;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;

/** Chance that a seed decides. */
public final class Dice {
  private final Random random;

  /** Chance that begins with a seed. */
  public Dice(long seed) {
    // Neighbouring seeds begin alike without this.
    this.random = new Random(seed * 0x9e3779b97f4a7c15L);
    random.nextLong();
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from {@code least} to {@code most}. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Whether something happens that does in so many of a hundred cases. */
  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  public <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  public final <T> T of(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** Any address of a range; the bits above the low 64 are those of one end. */
  public Address within(AddressRange range) {
    Address first = range.first();
    Address last = range.last();
    if (first.high() != last.high()) {
      Address end = percent(50) ? first : last;
      long low = random.nextLong();
      return new Address(Family.IPV6, end.high(), end.equals(first) ? Math.max(low, 0) | low : low);
    }
    long span = last.low() - first.low() + 1;
    long offset = span <= 0 ? random.nextLong() : random.nextLong(span);
    return new Address(first.family(), first.high(), first.low() + offset);
  }
}
