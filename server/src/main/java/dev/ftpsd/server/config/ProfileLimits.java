package dev.ftpsd.server.config;

import java.util.Optional;

import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.server.config.yaml.Section;

/**
 * The {@code limits} of defaults, a group or a user, each key for itself: what one leaves out those below decide.
 *
 * @param quotaFiles 0 for unlimited
 */
record ProfileLimits(Optional<Integer> sessions, Optional<Rate> rateIn, Optional<Rate> rateOut,
        Optional<ByteSize> fileSize, Optional<ByteSize> quota, Optional<Integer> quotaFiles) {

    /** Says nothing. */
    static final ProfileLimits SILENT = new ProfileLimits(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    static ProfileLimits read(Section in) {
        return new ProfileLimits(in.find("sessions", Types.COUNT), in.find("rate-in", Types.RATE),
                in.find("rate-out", Types.RATE), in.find("file-size", Types.SIZE_LIMIT),
                in.find("quota", Types.SIZE_LIMIT),
                in.find("quota-files", Types.COUNT));
    }

    ProfileLimits over(ProfileLimits below) {
        return new ProfileLimits(sessions.or(below::sessions), rateIn.or(below::rateIn), rateOut.or(below::rateOut),
                fileSize.or(below::fileSize), quota.or(below::quota), quotaFiles.or(below::quotaFiles));
    }

    /** What is in force where nobody says more. */
    UserLimits limits() {
        return new UserLimits(sessions.stream().mapToInt(Integer::intValue).findFirst(),
                rateIn.orElse(Rate.UNLIMITED).bytesPerSecond(), rateOut.orElse(Rate.UNLIMITED).bytesPerSecond(),
                fileSize.orElse(ByteSize.UNLIMITED).bytes(), quota.orElse(ByteSize.UNLIMITED).bytes(),
                quotaFiles.filter(files -> files > 0).map(Long::valueOf).orElse(Long.MAX_VALUE));
    }
}
