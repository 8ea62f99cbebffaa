package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.packet.BoxSpace;
import org.labwall.packet.EarlierBoxes;
import org.labwall.packet.TranslationSpaces;

/**
 * Every translation is the first that matches a connection, at one of its roles at least. One of a
 * macro may say again what another does.
 */
final class ShadowedTranslations implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      check(
          cluster.translations().sources(),
          cluster.roles(),
          role -> TranslationSpaces.ofSources(site, role),
          diagnostics);
      check(
          cluster.translations().forwards(),
          cluster.roles(),
          role -> TranslationSpaces.ofForwards(site, role),
          diagnostics);
    }
  }

  private static void check(
      List<? extends Translation> all,
      List<Role> roles,
      Function<Role, List<BoxSpace>> spaces,
      Diagnostics diagnostics) {
    if (all.size() < 2) {
      return;
    }
    boolean[] decides = new boolean[all.size()];
    List<TreeSet<Integer>> covers = new ArrayList<>();
    all.forEach(it -> covers.add(new TreeSet<>()));
    for (Role role : roles) {
      List<EarlierBoxes> earlier = spaces.apply(role).stream().map(EarlierBoxes::new).toList();
      for (int place = 0; place < all.size(); place++) {
        for (EarlierBoxes boxes : earlier) {
          Translation asked = all.get(place);
          Optional<List<Integer>> cover =
              boxes.cover(place, other -> outlasts(all.get(other), asked));
          cover.ifPresent(covers.get(place)::addAll);
          decides[place] |= cover.isEmpty();
          boxes.enter(place);
        }
      }
    }
    for (int place = 0; place < all.size(); place++) {
      if (!decides[place] && !covers.get(place).isEmpty()) {
        Translation translation = all.get(place);
        List<Translation> cover = covers.get(place).stream().<Translation>map(all::get).toList();
        boolean alike = cover.stream().allMatch(it -> isAlike(it, translation));
        if (!(alike && translation.span().call().isPresent())) {
          diagnostics.add(shadowed(translation, cover, alike));
        }
      }
    }
  }

  private static boolean isAlike(Translation one, Translation other) {
    return switch (one) {
      case Translation.OfSource it ->
          other instanceof Translation.OfSource source && it.as().isSame(source.as());
      case Translation.OfDestination it ->
          other instanceof Translation.OfDestination forward
              && it.allows() == forward.allows()
              && it.target().isSame(forward.target());
    };
  }

  private static boolean outlasts(Translation one, Translation other) {
    return one.terms().expires().isEmpty()
        || other
            .terms()
            .expires()
            .filter(last -> !last.isAfter(one.terms().expires().get()))
            .isPresent();
  }

  private static Diagnostic shadowed(
      Translation translation, List<Translation> cover, boolean alike) {
    String few = cover.size() == 1 ? "All" : "Some";
    Diagnostic shadowed =
        Diagnostic.at(
                translation.span(),
                Code.SHADOWED_RULE,
                cover.size() == 1
                    ? "No packet reaches this translation: an earlier one decides them all."
                    : "No packet reaches this translation: "
                        + cover.size()
                        + " earlier ones together decide them all.")
            .hint(alike ? "It can be removed." : "Write it further up, or remove it.");
    for (Translation other : cover) {
      shadowed = shadowed.related(other.span(), few + " of its packets are decided here.");
    }
    return shadowed;
  }
}
