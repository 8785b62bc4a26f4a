package io.hooklatch.gateway.config;

import static io.hooklatch.gateway.config.ConfigRig.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.ApiKey;
import io.hooklatch.gateway.access.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminReaderTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String KEY = "hlk_0123abcd_" + "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private ConfigRig rig;

    @BeforeEach
    void start() {
        rig = new ConfigRig(directory);
    }

    @Test
    void fault62_itsApiIsClosedUnlessSaidOtherwise() throws Exception {
        assertThat(rig.read(SMALLEST).admin()).isEqualTo(AdminConfig.at(new ListenAddress("127.0.0.1", 9090)));
        assertThat(rig.read("admin: 127.0.0.1:9191\n" + SMALLEST).admin())
                .isEqualTo(AdminConfig.at(new ListenAddress("127.0.0.1", 9191)));
        assertThat(rig.read(SMALLEST).admin().access()).isEqualTo(AccessSettings.CLOSED);
    }

    @Test
    void everySettingIsRead() throws Exception {
        AdminConfig admin = rig.read("""
                        admin:
                          listen: 127.0.0.1:9191
                          hosts: [ops.internal, "[fd00::7]"]
                          allow_local_without_key: true
                          keys:
                            - {name: alice, role: operator, sha256: %s}
                            - {name: robot, role: viewer, sha256: %s}
                        """.formatted(DIGEST, DIGEST) + SMALLEST).admin();

        assertThat(admin.listen()).isEqualTo(new ListenAddress("127.0.0.1", 9191));
        assertThat(admin.hosts()).containsExactlyInAnyOrder("ops.internal", "[fd00::7]");
        assertThat(admin.access().localWithoutKey()).isTrue();
        assertThat(admin.access().keys())
                .containsExactly(new ApiKey("alice", Role.OPERATOR, DIGEST), new ApiKey("robot", Role.VIEWER, DIGEST));
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertThat(rig.problems("""
                        admin:
                          keys:
                            - {name: alice, role: root, sha256: %s}
                            - {name: alice, role: viewer, sha256: %s}
                            - {name: robot, role: viewer}
                            - {name: other, role: viewer, sha256: %s, rol: admin}
                          allow_local: true
                        """.formatted(DIGEST, DIGEST, DIGEST) + SMALLEST))
                .containsExactly(
                        "3:27: admin.keys[0].role: \"root\" is no role: write viewer, operator or admin",
                        "4:8: admin.keys[1].name: another key has this name already: the audit could not tell them"
                                + " apart",
                        "5:7: admin.keys[2]: sha256 is missing: write what \"hooklatch key new\" prints",
                        "6:109: admin.keys[3].rol: unknown setting: did you mean role?",
                        "7:3: admin.allow_local: unknown setting: did you mean allow_local_without_key?");
    }

    @Test
    void fault64_aKeyInThePlaceOfItsDigestIsNotRepeated() {
        assertThat(rig.problems("admin: {keys: [{name: alice, role: viewer, sha256: " + KEY + "}]}\n" + SMALLEST))
                .singleElement()
                .asString()
                .contains("admin.keys[0].sha256: the value is no SHA-256")
                .doesNotContain(KEY);
    }

    @Test
    void anAddressThatOthersCanReachIsPointedOut() throws Exception {
        assertThat(rig.warnings("admin: 0.0.0.0:9090\n" + SMALLEST))
                .filteredOn(warning -> warning.contains(": admin: "))
                .singleElement()
                .asString()
                .contains("0.0.0.0:9090 can be reached from other machines");
    }
}
