package dev.ftpsd.server.command;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.BanList;
import dev.ftpsd.auth.LoginThrottle;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.address.PassiveHost;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.transfer.Bandwidth;

/**
 * What the commands are built on.
 *
 * @param settings those in force now
 * @param users those in force now
 * @param authenticator decides logins
 * @param throttle slows the guessing of passwords
 * @param bans shuts out whose logins fail too often
 * @param files finds an account's files
 * @param sessions those that are there
 * @param readmission asked of each session that has just been logged in: a reload may have come between the look at its user and
 *        that
 * @param bandwidth how fast bytes may move
 * @param data makes data connections
 * @param passiveHost which host PASV names
 * @param receipts of uploads
 * @param hooks are told of uploads, and of what else they ask for
 * @param events hears of what operators search for
 */
public record Services(Supplier<Settings> settings, Supplier<UserDirectory> users, Authenticator authenticator,
        LoginThrottle throttle, BanList bans, AccountFiles files, SessionRegistry sessions,
        Consumer<Session> readmission, Bandwidth bandwidth,
        DataConnections data, PassiveHost passiveHost, Receipts receipts,
        Hooks hooks, EventLog events) {}
