package org.labwall.lab.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpioWriterTest {
  @Test
  void headersNamesAndContentsStandAtMultiplesOfFour() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CpioWriter archive = new CpioWriter(out)) {
      archive.directory("etc", 0755);
      archive.file("etc/motd", 0644, "hello\n".getBytes(StandardCharsets.UTF_8));
      archive.link("bin", "usr/bin");
      archive.device("console", 0600, 5, 1);
    }
    String zeros = "00000000";
    List<String> expected =
        List.of(
            "070701" + "00000001" + "000041ED" + zeros.repeat(2) + "00000001" + zeros,
            zeros + zeros.repeat(4) + "00000004" + zeros + "etc\0\0\0",
            "070701" + "00000002" + "000081A4" + zeros.repeat(2) + "00000001" + zeros,
            "00000006" + zeros.repeat(4) + "00000009" + zeros + "etc/motd\0\0hello\n\0\0",
            "070701" + "00000003" + "0000A1FF" + zeros.repeat(2) + "00000001" + zeros,
            "00000007" + zeros.repeat(4) + "00000004" + zeros + "bin\0\0\0usr/bin\0",
            "070701" + "00000004" + "00002180" + zeros.repeat(2) + "00000001" + zeros,
            zeros + zeros.repeat(2) + "0000000500000001" + "00000008" + zeros + "console\0\0\0",
            "070701" + zeros.repeat(4) + "00000001" + zeros,
            zeros + zeros.repeat(4) + "0000000B" + zeros + "TRAILER!!!\0\0\0\0");
    assertEquals(String.join("", expected), out.toString(StandardCharsets.US_ASCII));
  }
}
