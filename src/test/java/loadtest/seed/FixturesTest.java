package loadtest.seed;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FixturesTest {
    private static final Instant ANCHOR = Instant.parse("2030-01-31T00:00:00Z");
    private final Fixtures fixtures = Fixtures.of(ANCHOR);

    @Test
    void everyRowIsInOneOfTheTablesThatAreNamed() {
        assertThat(Fixtures.of(Instant.EPOCH).tables())
                .extracting(TableRows::table)
                .containsExactlyElementsOf(Fixtures.TABLES);
    }

    @Test
    void holdsExactlyTheAgreedCounts() {
        assertThat(fixtures.users()).hasSize(10);
        assertThat(fixtures.users().stream().filter(User::isCustomer)).hasSize(6);
        assertThat(fixtures.users().stream().filter(User::isOperator)).hasSize(2);
        assertThat(fixtures.users().stream().filter(user -> !user.isActive())).hasSize(1);
        assertThat(fixtures.stations()).hasSize(50);
        assertThat(fixtures.campaigns())
                .extracting(Campaign::status, Campaign::type)
                .containsExactly(tuple("running", "voucher"), tuple("draft", "promo"));
        assertThat(fixtures.curatedVouchers().stream().collect(groupingBy(Voucher::status, counting())))
                .isEqualTo(Map.of("issued", 8L, "sent", 7L, "redeemed", 3L, "expired", 1L, "void", 1L));
        assertThat(fixtures.pool()).hasSize(1_600).allMatch(voucher -> voucher.status()
                .equals("issued"));
        assertThat(fixtures.pool().stream()
                        .collect(groupingBy(Voucher::scope, counting()))
                        .values())
                .hasSize(50)
                .containsOnly(32L);
        assertThat(fixtures.curatedTargets().stream().collect(groupingBy(CampaignTarget::status, counting())))
                .isEqualTo(Map.of("queued", 3L, "sent", 3L, "delivered", 3L, "failed", 3L));
        assertThat(fixtures.bulkTargets()).hasSize(10_000).allMatch(target -> target.status()
                .equals("queued"));
    }

    @Test
    void givesTheSameFixturesForTheSameAnchor() {
        assertThat(Fixtures.of(ANCHOR)).isEqualTo(fixtures);
    }

    /** Pinned: databases seeded earlier know these rows by these ids. */
    @Test
    void makesIdsOfTheSha1OfKindAndKey() {
        assertThat(Ids.of("user", "perf-admin")).isEqualTo(UUID.fromString("cbc775a4-56f3-73eb-5e38-6b805f5c2b5f"));
        assertThat(fixtures.users().get(0).id()).isEqualTo(Ids.of("user", "perf-admin"));
        assertThat(fixtures.stations().get(0).id()).isEqualTo(UUID.fromString("71efbf5f-5f38-08c2-ccce-5d0a9de0cc3d"));
        assertThat(fixtures.runningCampaign().id()).isEqualTo(UUID.fromString("3269c1c9-452b-5b7d-2d3b-eccd3e1ad6b2"));
        assertThat(fixtures.pool().get(33).id()).isEqualTo(UUID.fromString("ad9ea9bb-5bf2-51d6-52fc-6af3c19a3b78"));
        assertThat(fixtures.bulkTargets().get(9_999).id())
                .isEqualTo(UUID.fromString("91ccde4a-f1b8-4538-882c-ce032f8fcf30"));
    }

    @Test
    void givesEveryRowOfATableItsOwnKey() {
        for (var table : fixtures.tables()) {
            assertThat(table.rows().stream()
                            .map(row ->
                                    table.key().stream().map(row.columns()::get).toList()))
                    .as(table.table())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void marksEveryRowThatHasMetadata() {
        for (var table : fixtures.tables()) {
            assertThat(table.rows().stream().map(Row::columns).filter(row -> row.containsKey("metadata")))
                    .as(table.table())
                    .allMatch(row -> row.get("metadata").contains("\"seedVersion\":\"" + SeedSummary.SEED_VERSION));
        }
        assertThat(fixtures.tables().stream().filter(table -> table.columns().contains("metadata")))
                .extracting(TableRows::table)
                .containsExactly("profiles", "stations", "campaigns", "vouchers");
    }

    @Test
    void namesVouchersByUniqueCodesOfFiveCharacters() {
        assertThat(fixtures.vouchers())
                .extracting(Voucher::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z0-9]{5}"))
                .contains("P0001", "P0020", "R0000", "R000Z", "R0010", "R018F");
    }

    @Test
    void scopesThePoolToItsStations() {
        for (var i = 0; i < fixtures.pool().size(); i++) {
            assertThat(fixtures.pool().get(i).scope())
                    .isEqualTo(fixtures.stations().get(i / 32));
        }
    }

    @Test
    void tellsAHistoryThatFitsEachState() {
        for (var voucher : fixtures.vouchers()) {
            var events = VoucherEvent.history(voucher).toList();
            assertThat(events)
                    .as(voucher.status())
                    .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()))
                    .allMatch(event -> !event.at().isAfter(ANCHOR));
            assertThat(events.stream().map(VoucherEvent::type))
                    .as(voucher.status())
                    .containsExactlyElementsOf(
                            switch (voucher.status()) {
                                case "sent" -> List.of("issued", "sent");
                                case "redeemed" -> List.of("issued", "sent", "redeemed");
                                default -> List.of("issued");
                            });
            assertThat(voucher.redeemedAt() != null).isEqualTo(voucher.status().equals("redeemed"));
        }
    }

    @Test
    void expiresOnlyTheExpiredVoucher() {
        assertThat(fixtures.vouchers()).allSatisfy(voucher -> {
            if (voucher.status().equals("expired")) {
                assertThat(voucher.expiresAt()).isBefore(ANCHOR).isAfter(voucher.issuedAt());
            } else {
                assertThat(voucher.expiresAt()).isAfter(ANCHOR.plus(Duration.ofDays(45)));
            }
        });
    }

    @Test
    void numbersTargetsAndUsersApart() {
        assertThat(fixtures.bulkTargets().get(0).msisdn()).isEqualTo("+250780950000");
        assertThat(fixtures.bulkTargets().get(9_999).msisdn()).isEqualTo("+250780959999");
        assertThat(fixtures.users())
                .extracting(User::msisdn)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("\\+2507809\\d{5}"));
        assertThat(fixtures.bulkTargets())
                .extracting(CampaignTarget::msisdn)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        fixtures.users().stream().map(User::msisdn).toList());
        assertThat(fixtures.bulkTargets())
                .extracting(target -> target.variables().get("locale"))
                .containsOnly("en", "rw");
    }

    @Test
    void placesStationsAroundKigaliAndSharesThemBetweenTheOperators() {
        assertThat(fixtures.stations())
                .extracting(Station::code)
                .startsWith("ENG-PERF-001")
                .endsWith("ENG-PERF-050");
        assertThat(fixtures.stations().get(0).row().columns())
                .containsEntry("location_point", "SRID=4326;POINT(30.050000 -1.950000)");
        assertThat(fixtures.stations().stream()
                        .collect(groupingBy(Station::operator, counting()))
                        .values())
                .containsExactlyInAnyOrder(25L, 25L);
    }

    @Test
    void movesAllTimesWithTheAnchorAndNothingElse() {
        var nextDay = Fixtures.of(ANCHOR.plus(Duration.ofDays(1)));

        assertThat(nextDay.pool().get(0).expiresAt())
                .isEqualTo(fixtures.pool().get(0).expiresAt().plus(Duration.ofDays(1)));
        assertThat(nextDay.vouchers())
                .extracting(Voucher::id)
                .containsExactlyElementsOf(
                        fixtures.vouchers().stream().map(Voucher::id).toList());
    }

    @Test
    void followsAUserWhoHasAnotherId() {
        var other = UUID.fromString("00000000-0000-0000-0000-000000000001");
        var users = User.all().stream()
                .map(user -> user.isAdmin() || user.key().equals("perf-operator-01") ? user.withId(other) : user)
                .toList();
        var followed = Fixtures.of(ANCHOR, users, 1, Ids.OWN);

        assertThat(followed.campaigns())
                .allMatch(campaign -> campaign.createdBy().id().equals(other));
        assertThat(followed.stations().get(0).operator().id()).isEqualTo(other);
        assertThat(followed.voucherEvents().get(0).actor().id()).isEqualTo(other);
    }
}
