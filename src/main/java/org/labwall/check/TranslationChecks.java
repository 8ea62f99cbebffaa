package org.labwall.check;

import java.util.List;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;

/** All checks of translations; a site that has none does not even load them. */
final class TranslationChecks implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    if (site.clusters().stream().allMatch(it -> it.translations().isEmpty())) {
      return;
    }
    List<Check> all =
        List.of(
            new TranslatedWaysOut(),
            new ForwardTargets(),
            new MissingAddresses(),
            new EmptyTranslations(),
            new UnansweredAddresses(),
            new ForwardedServices(),
            new GlobalAddresses(),
            new ShadowedTranslations());
    all.forEach(check -> check.check(site, diagnostics));
  }
}
