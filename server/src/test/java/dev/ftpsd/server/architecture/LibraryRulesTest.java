package dev.ftpsd.server.architecture;

import java.util.Set;
import java.util.concurrent.Future;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import io.netty.channel.ChannelHandler;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.ftpsd.server.architecture.House.AUTH;
import static dev.ftpsd.server.architecture.House.CLASSES;
import static dev.ftpsd.server.architecture.House.TLS;

/** Where each library ends. */
final class LibraryRulesTest {

    /** What a Netty future, a thread, a lock, a latch and a queue offer to those who may wait. */
    private static final Set<String> WAITING = Set.of("await", "awaitUninterruptibly", "awaitTermination", "sync",
            "syncUninterruptibly", "sleep", "wait", "join", "take", "acquire", "invokeAll", "invokeAny");

    @Test
    void netty_stays_at_the_edge() {
        noClasses().that().resideOutsideOfPackages("dev.ftpsd.server.control..", "dev.ftpsd.server.data..")
                .should().dependOnClassesThat().resideInAPackage("io.netty..")
                .because("commands, files and users are written straight down, for threads that may wait")
                .check(CLASSES);
    }

    @Test
    void the_aws_sdk_stays_with_object_storage() {
        noClasses().that().resideOutsideOfPackage("dev.ftpsd.storage.s3..")
                .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk..")
                .because(
                        "a home in a bucket is a FileStore like any other, and the SDK can be taken out with one package")
                .check(CLASSES);
    }

    @Test
    void bouncy_castle_stays_with_keys_and_hashes() {
        noClasses().that().resideOutsideOfPackages(TLS, AUTH)
                .should().dependOnClassesThat().resideInAPackage("org.bouncycastle..")
                .because("cryptography is used where it is understood, and can be replaced there")
                .check(CLASSES);
    }

    @Test
    void commons_codec_stays_with_the_password_hashes() {
        noClasses().that().resideOutsideOfPackage(AUTH)
                .should().dependOnClassesThat().resideInAPackage("org.apache.commons.codec..")
                .because("Base64, hexadecimal and digests are the JDK's everywhere else")
                .check(CLASSES);
    }

    @Test
    void yaml_and_commons_configuration_stay_in_the_configuration() {
        noClasses().that().resideOutsideOfPackage("dev.ftpsd.server.config..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.commons.configuration2..", "org.yaml.snakeyaml..")
                .because("the rest of the server sees settings as checked records and cannot misread a file")
                .check(CLASSES);
    }

    @Test
    void metrics_and_http_stay_with_the_operators() {
        noClasses().that().resideOutsideOfPackage("dev.ftpsd.server.admin.http..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..", "com.sun.net.httpserver..")
                .because("what happens is told in our own words, by Counts, whoever counts it")
                .check(CLASSES);
    }

    @Test
    void picocli_stays_in_the_program_s_entry() {
        noClasses().that().resideOutsideOfPackages("dev.ftpsd.server", "dev.ftpsd.server.admin..")
                .should().dependOnClassesThat().resideInAPackage("picocli..")
                .because("the server can be started and tested without a command line")
                .check(CLASSES);
    }

    @Test
    void paths_of_the_machine_are_known_to_few() {
        noClasses().that()
                .resideOutsideOfPackages("dev.ftpsd.storage.local..", TLS, "dev.ftpsd.server.config..",
                        "dev.ftpsd.server", "dev.ftpsd.server.admin..", "dev.ftpsd.server.hook..")
                .should().dependOnClassesThat().resideInAPackage("java.nio.file..")
                .because("a command that has only virtual paths can neither leave the jail nor tell where it is")
                .check(CLASSES);
    }

    @Test
    void java_io_file_is_used_nowhere() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.File")
                .because("its methods answer false where java.nio.file says what went wrong")
                .check(CLASSES);
    }

    @Test
    void handlers_call_nothing_that_waits() {
        noClasses().that().areAssignableTo(ChannelHandler.class)
                .should().callMethodWhere(new Waits())
                .because("an event loop that waits holds every connection that it serves")
                .check(CLASSES);
    }

    /** Calls of methods that may hold their thread until somebody else has done something. */
    private static final class Waits extends DescribedPredicate<JavaCall<?>> {

        Waits() {
            super("a method that waits");
        }

        @Override
        public boolean test(JavaCall<?> call) {
            var target = call.getTarget();
            var owner = target.getOwner();
            return (WAITING.contains(target.getName()) && !owner.getPackageName().startsWith("dev.ftpsd."))
                    || (target.getName().equals("get") && owner.isAssignableTo(Future.class));
        }
    }
}
