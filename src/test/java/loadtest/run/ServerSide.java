package loadtest.run;

import java.util.List;
import java.util.Optional;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;

/**
 * What the target and its database say of a load.
 *
 * @param version which it runs; empty where it does not say
 * @param resources null where no metrics endpoint is given
 * @param database null where no database is given, and while the load goes on
 * @param rehearsal what has gone wrong on purpose, by name; empty in a run that is no rehearsal
 * @param notes for the reader of the report; empty while the load goes on
 */
record ServerSide(
        Optional<String> version,
        Resources resources,
        DatabaseActivity database,
        List<String> rehearsal,
        List<String> notes) {}
