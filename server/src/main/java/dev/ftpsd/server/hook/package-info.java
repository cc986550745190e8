/**
 * Programs and web services that are told of uploads, and of what else they ask for ({@code events} in ftpsd.yaml).
 *
 * <p>{@link dev.ftpsd.server.hook.Hooks} is what an upload meets, three times: before 150 it may be refused, before the commit it may
 * have to wait for a verdict ({@link dev.ftpsd.server.hook.Verdicts}), and around the commit an event is put into the
 * {@link dev.ftpsd.server.hook.Spool} on disk, for each hook one. {@link dev.ftpsd.server.hook.Deliveries} takes them from there and calls
 * ({@link dev.ftpsd.server.hook.Caller}) until a call succeeds.
 *
 * <pre>
 *              last byte     verdict                    commit
 *   upload ───────┼──────────────┼──────────┬─────────────┼────────────┬──► 226
 *                                           ▼                          ▼
 *   spool                              x.prepared ───────────────── x.event ──► called, again and again ──► deleted
 *                                           │ crash: is the file there?  ▲
 *                                           └────────────────────────────┘
 * </pre>
 *
 * <p>Everything else ({@link dev.ftpsd.server.config.Happening}) waits for no verdict: refused while the spool is full, it has its events
 * in the spool before it is done, and they are delivered behind ({@link dev.ftpsd.server.hook.Pending}). A download is over already when
 * its events are written, before 226.
 */
@NullMarked
package dev.ftpsd.server.hook;

import org.jspecify.annotations.NullMarked;
