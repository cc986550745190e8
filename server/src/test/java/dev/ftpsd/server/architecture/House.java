package dev.ftpsd.server.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of all modules, tests left out; read once. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ftpsd");

    static final String STORAGE = "dev.ftpsd.storage..";
    static final String AUTH = "dev.ftpsd.auth..";
    static final String TLS = "dev.ftpsd.tls..";
    static final String SERVER = "dev.ftpsd.server..";

    private House() {}
}
