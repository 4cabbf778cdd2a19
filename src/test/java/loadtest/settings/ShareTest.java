package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void everyItemIsThatOfOneMachine(int machines) {
        for (int number = 0; number <= 60; number++) {
            var items = IntStream.range(0, number).boxed().toList();
            var all = shares(machines).stream()
                    .flatMap(share -> share.slice(items).stream())
                    .toList();
            assertThat(all).containsExactlyInAnyOrderElementsOf(items);
            for (var share : shares(machines)) {
                assertThat(share.count(number)).isEqualTo(share.slice(items).size());
                assertThat(share.among(number).isPresent())
                        .isEqualTo(!share.slice(items).isEmpty());
            }
        }
    }

    @Test
    void machinesTakeTurns() {
        assertThat(new Share(2, 3).slice(List.of("a", "b", "c", "d", "e"))).containsExactly("b", "e");
    }

    @Test
    void allMachinesComeInTheirOrder() {
        assertThat(new Share(2, 3).ofAllMachines()).containsExactly(new Share(1, 3), new Share(2, 3), new Share(3, 3));
    }

    @Test
    void thoseThatHaveAnyAreAmongThemselves() {
        assertThat(new Share(2, 5).among(3)).contains(new Share(2, 3));
        assertThat(new Share(2, 5).among(9)).contains(new Share(2, 5));
        assertThat(new Share(4, 5).among(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "2", "2/", "/3", "two/3", "-1/3", "1/1000", "1.5/3", "2 / 3"})
    void refusesWhatIsNoPartOfAWhole(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_SHARE", text)))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_SHARE: found '" + text + "'; valid: which machine of how many, such as 2/3");
    }

    private static List<Share> shares(int machines) {
        return new Share(1, machines).ofAllMachines();
    }
}
