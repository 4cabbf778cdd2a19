package loadtest.testing;

import java.nio.file.Path;
import loadtest.standin.StandIn;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link RunningStandIn}: one stand-in for all test classes of this JVM, started when first asked for and
 * stopped at the end.
 */
public final class StandInExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StandInExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStandIn.class;
    }

    @Override
    public RunningStandIn resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // In the root store, which lives as long as the JVM's tests; what it holds is closed with it.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        RunningStandIn.class,
                        type -> new RunningStandIn(StandIn.start(0, Path.of("target"))),
                        RunningStandIn.class);
    }
}
