package org.labwall.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A value that only the files that need it may show.
 *
 * @param name the constant that holds it, or what it is for where it is none
 * @param value the value itself
 */
public record Secret(String name, String value) {
  /** Some tenths of a second, for us once and for others with each guess. */
  private static final int ROUNDS = 200_000;

  private static final Map<Secret, String> FINGERPRINTS = new ConcurrentHashMap<>();

  /** How many bytes of the derived key are shown. */
  private static final int SHOWN_BYTES = 2;

  /**
   * What stands for the secret where its value must not be seen: {@code <secret VRRP_SECRET 1a2b>}.
   *
   * <p>The digits tell whether the value changed, and little else. A digest of the whole value
   * would give a short password away: who sees it tries all of them at home. So the digits are few:
   * a changed value has the same ones once in 65,536 times, and out of a dictionary of ten million
   * words they leave 150, whatever the effort. And they are slow to make (PBKDF2, RFC 8018), so
   * that even this costs days. The salt is the name, for the same value under two names, or in the
   * tables that somebody made beforehand, should look different; it cannot be random, for the same
   * sources make the same output.
   */
  public String shown() {
    return "<secret " + name + " " + FINGERPRINTS.computeIfAbsent(this, Secret::fingerprint) + ">";
  }

  private String fingerprint() {
    byte[] salt = ("labwall " + name).getBytes(StandardCharsets.UTF_8);
    PBEKeySpec key = new PBEKeySpec(value.toCharArray(), salt, ROUNDS, 8 * 32);
    try {
      byte[] derived =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
      return HexFormat.of().formatHex(Arrays.copyOf(derived, SHOWN_BYTES));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    } finally {
      key.clearPassword();
    }
  }

  /** Whatever prints a model prints no secret. */
  @Override
  public String toString() {
    return "<secret " + name + ">";
  }
}
