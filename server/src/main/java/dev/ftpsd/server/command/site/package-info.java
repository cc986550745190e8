/**
 * SITE (RFC 959 §4.1.3): a table within the table. {@link dev.ftpsd.server.command.site.SiteTable} has one row for each
 * sub-command, and each sub-command one file; {@code protocol.site} in the settings says which are on.
 */
@NullMarked
package dev.ftpsd.server.command.site;

import org.jspecify.annotations.NullMarked;
