package dev.ftpsd.server.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.ftpsd.server.architecture.House.AUTH;
import static dev.ftpsd.server.architecture.House.CLASSES;
import static dev.ftpsd.server.architecture.House.SERVER;
import static dev.ftpsd.server.architecture.House.STORAGE;
import static dev.ftpsd.server.architecture.House.TLS;

/** Who may know whom. */
final class DependencyRulesTest {

    @Test
    void storage_knows_neither_its_siblings_nor_the_server() {
        noClasses().that().resideInAPackage(STORAGE)
                .should().dependOnClassesThat().resideInAnyPackage(AUTH, TLS, SERVER)
                .because("files can be understood, tested and replaced without FTP, users or TLS")
                .check(CLASSES);
    }

    @Test
    void auth_knows_neither_its_siblings_nor_the_server() {
        noClasses().that().resideInAPackage(AUTH)
                .should().dependOnClassesThat().resideInAnyPackage(STORAGE, TLS, SERVER)
                .because("who may in is decided by the same code whatever is served to them and however it is sent")
                .check(CLASSES);
    }

    @Test
    void tls_knows_neither_its_siblings_nor_the_server() {
        noClasses().that().resideInAPackage(TLS)
                .should().dependOnClassesThat().resideInAnyPackage(STORAGE, AUTH, SERVER)
                .because("the binding of data connections can then be audited on its own")
                .check(CLASSES);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        SlicesRuleDefinition.slices().assignedFrom(new PackagesWithFamilies())
                .should().beFreeOfCycles()
                .because("a package in a circle cannot be read, tested or taken out without the others")
                .check(CLASSES);
    }

    @Test
    void the_control_connection_and_the_data_connections_do_not_know_files_and_users() {
        noClasses().that().resideInAnyPackage("dev.ftpsd.server.control..", "dev.ftpsd.server.data..")
                .should().dependOnClassesThat().resideInAnyPackage(STORAGE, AUTH)
                .because("what runs on an event loop must not be able to wait for a disk or a password hash")
                .check(CLASSES);
    }

    @Test
    void the_protocol_knows_nothing_of_the_server() {
        noClasses().that().resideInAPackage("dev.ftpsd.server.protocol..")
                .should().dependOnClassesThat(JavaClass.Predicates.resideInAPackage(SERVER)
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.ftpsd.server.protocol..")))
                .because("the words of the RFCs mean the same whoever says them")
                .check(CLASSES);
    }

    @Test
    void data_connections_know_no_sessions_and_no_commands() {
        noClasses().that().resideInAPackage("dev.ftpsd.server.data..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.ftpsd.server.control..",
                        "dev.ftpsd.server.command..", "dev.ftpsd.server.session..", "dev.ftpsd.server.transfer..",
                        "dev.ftpsd.server.listing..")
                .because("the ports must give each connection to its owner by DataOwner alone")
                .check(CLASSES);
    }

    @Test
    void commands_do_not_know_the_control_connection() {
        noClasses().that().resideInAnyPackage("dev.ftpsd.server.command..", "dev.ftpsd.server.session..",
                "dev.ftpsd.server.transfer..", "dev.ftpsd.server.listing..")
                .should().dependOnClassesThat().resideInAPackage("dev.ftpsd.server.control..")
                .because("a command is a function from a request to an outcome, which any transport can carry")
                .check(CLASSES);
    }

    /**
     * One slice for each package. The families of commands belong to {@code server.command}, whose table names them all and
     * whose types they implement.
     */
    private static final class PackagesWithFamilies implements SliceAssignment {

        private static final String COMMANDS = "dev.ftpsd.server.command";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var name = type.getPackageName();
            if (!name.startsWith("dev.ftpsd.")) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(name.startsWith(COMMANDS + ".") ? COMMANDS : name);
        }

        @Override
        public String getDescription() {
            return "packages, the families of commands as one";
        }
    }
}
