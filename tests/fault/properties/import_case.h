// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "tests/fault/properties/dice.h"
#include "tests/fault/properties/random_csv.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace dockhand::fault {

/// One import of some of the case's files, brought to its end whatever comes between.
struct CaseRound
{
    std::vector<std::size_t> files; ///< in queue order
    profile::DuplicatePolicy duplicates = profile::DuplicatePolicy::Skip;
};

/// What must not change the outcome.
struct CaseSpeed
{
    int chunkRows = 1;
    int windowRows = 1;
    qint64 windowBytes = 0;
    qint64 memoryLimitBytes = 0;
    int concurrency = 1;
};

/// How an attempt of a round is brought to an end before its time, if it comes to that.
struct Disturbance
{
    enum class Kind : std::uint8_t {
        None,
        Cancel, ///< when so many records are read, or committed
        Cut,    ///< at a failpoint, in a process of its own
        Kill,   ///< by SIGKILL after some milliseconds, likewise
    };

    Kind kind = Kind::None;
    qint64 records = 0;
    bool areCommitted = false;
    QByteArray failpoint; ///< NAME:N
    int afterMs = 0;
};

/// Everything that a seed stands for. The same seed gives the same case.
struct ImportCase
{
    static constexpr int kMostDisturbances = 3; ///< of one round

    std::uint64_t seed = 0;
    QByteArray profileJson;
    std::shared_ptr<const profile::ImportProfile> profile;
    std::vector<RandomFile> files;
    std::vector<CaseRound> rounds;
    QString channel;
    qint64 maxRecordBytes = 0;
    int disturbedPercent = 0;

    /// Attempts of a round differ in these.
    [[nodiscard]] CaseSpeed speed(int round, int attempt) const;
    [[nodiscard]] Disturbance disturbance(int round, int attempt) const;
    /// For people, in some lines.
    [[nodiscard]] QString description() const;
};

[[nodiscard]] ImportCase makeCase(std::uint64_t seed);

} // namespace dockhand::fault
