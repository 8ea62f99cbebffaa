package org.labwall.packet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The boxes before another, as the rules of a policy stand before the next one, and whether they
 * cover it together.
 *
 * <p>That is decided by packets: of what is left of the box take one that few boxes hold, and find
 * the earlier boxes that hold it. Where there is none, the box is not covered. Else take the best
 * of them away from what is left, and go on.
 */
public final class EarlierBoxes {
  private static final int NONE = -1;

  private final List<Box> boxes;
  private final BoxIndex index;

  /** None of the boxes of {@code space} stands before the others yet. */
  public EarlierBoxes(BoxSpace space) {
    boxes = space.boxes();
    index = new BoxIndex(space);
  }

  /** Puts a box before those that are asked for from now on. */
  public void enter(int place) {
    if (!boxes.get(place).isEmpty()) {
      index.enter(place);
    }
  }

  /**
   * Earlier boxes that cover the box at {@code place} together, in their order, few of them though
   * not always the fewest; nothing where a packet of it is in none of them.
   *
   * @param counts which of the boxes may cover it
   */
  public Optional<List<Integer>> cover(int place, IntPredicate counts) {
    TreeSet<Integer> cover = new TreeSet<>();
    return outside(boxes.get(place), counts, cover).isPresent()
        ? Optional.empty()
        : Optional.of(List.copyOf(cover));
  }

  /** A packet of {@code box} that is in none of the earlier boxes. */
  Optional<Packet> outside(Box box) {
    return outside(box, place -> true, new TreeSet<>());
  }

  /** The same for boxes that count; {@code used} gets those that cover the others. */
  private Optional<Packet> outside(Box box, IntPredicate counts, TreeSet<Integer> used) {
    Deque<Box> left = new ArrayDeque<>();
    if (!box.isEmpty()) {
      left.push(box);
    }
    while (!left.isEmpty()) {
      Box piece = left.pop();
      Choice choice = new Choice(piece, counts);
      Packet packet = index.rarest(piece);
      index.holding(packet, choice);
      if (choice.best == NONE) {
        return Optional.of(packet);
      }
      used.add(choice.best);
      piece.difference(boxes.get(choice.best)).forEach(left::push);
    }
    return Optional.empty();
  }

  /**
   * Chooses the box to take away from a piece: one that holds all of it, the first that does; else
   * one that holds all of it in more dimensions, so that what is left is in fewer parts; else the
   * largest.
   */
  private final class Choice implements IntConsumer {
    private final Box piece;
    private final IntPredicate counts;
    private int best = NONE;
    private int bestGrade;
    private double bestVolume;

    Choice(Box piece, IntPredicate counts) {
      this.piece = piece;
      this.counts = counts;
    }

    @Override
    public void accept(int place) {
      if (!counts.test(place)) {
        return;
      }
      Box box = boxes.get(place);
      int grade = box.dimensionsHolding(piece);
      double volume = grade == Box.DIMENSIONS ? 0 : box.volume();
      if (best == NONE || isBetter(place, grade, volume)) {
        best = place;
        bestGrade = grade;
        bestVolume = volume;
      }
    }

    private boolean isBetter(int place, int grade, double volume) {
      if (grade != bestGrade) {
        return grade > bestGrade;
      }
      return volume != bestVolume ? volume > bestVolume : place < best;
    }
  }
}
