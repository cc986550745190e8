package dev.ftpsd.docker;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Holds each class that {@link NeedsEngine} to the {@link EngineRule}; the summary is printed when all tests have run. */
final class EngineCondition implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EngineCondition.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).computeIfAbsent(Summary.class, key -> new Summary(), Summary.class).rule
                .check(context.getRequiredTestClass().getSimpleName());
    }

    /** Closed by JUnit with its root context: after the last test of the run. */
    private static final class Summary implements AutoCloseable {

        private final EngineRule rule = new EngineRule(Boolean.getBoolean("ftpsd.require-tools"),
                DockerClientFactory.instance()::isDockerAvailable);

        @Override
        public void close() {
            rule.summary().forEach(System.out::println);
        }
    }
}
