package loadtest.report.page;

import static loadtest.report.summary.Html.escaped;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.MachineSummary;
import loadtest.report.summary.Summary;

/** The machines that shared a run, in the part of a page that needs no JavaScript. */
final class MachinesPart {
    private static final List<String> COLUMNS =
            List.of("Share", "Machine", "Requests", "Per second", "p95", "Users", "Late", "CPU", "Clock offset");

    private MachinesPart() {}

    /** Empty for a run of one machine. */
    static String of(Summary summary) {
        var machines = summary.traffic().machines();
        return machines.isEmpty()
                ? ""
                : "<h2>Machines</h2>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Machines\">\n<table>\n"
                        + row("th", COLUMNS.stream()) + "\n"
                        + machines.stream().map(one -> row("td", cells(one))).collect(Collectors.joining("\n"))
                        + "\n</table>\n</div>\n";
    }

    private static String row(String cell, Stream<String> texts) {
        return texts.map(text -> "<" + cell + ">" + escaped(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static Stream<String> cells(MachineSummary machine) {
        var clock = machine.clock();
        return Stream.of(
                machine.share(),
                machine.name(),
                shown("%,d", machine.requests()),
                shown("%,.1f", machine.rate()),
                shown("%,d ms", machine.p95()),
                shown("%,d", machine.users()),
                shown("%,d", machine.late()),
                shown("%.0f %%", machine.cpuPercent()),
                clock == null
                        ? "not known"
                        : String.format(Locale.ROOT, "%+,d ± %,d ms", clock.offsetMillis(), clock.errorMillis()));
    }

    private static String shown(String form, Number figure) {
        return figure == null ? "–" : String.format(Locale.ROOT, form, figure);
    }
}
