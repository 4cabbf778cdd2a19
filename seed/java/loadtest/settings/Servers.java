package loadtest.settings;

import java.net.URI;
import java.util.Map;

/**
 * The servers that scenarios load, by the variables that their files name. Only the guarded target makes addresses
 * to call of these.
 *
 * @param addresses those that are set
 * @param bearers the tokens that are set, or the service key asked for in place of one
 * @param headers the names of the headers that carry them
 * @param methods how requests are sent to those that take another method than POST, too
 */
public record Servers(
        Map<String, URI> addresses,
        Map<String, Bearer> bearers,
        Map<String, String> headers,
        Map<String, String> methods) {}
