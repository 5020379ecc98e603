// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/import_case.h"

#include "tests/fault/properties/random_profile.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using profile::DuplicatePolicy;

constexpr std::array kPolicies { DuplicatePolicy::Skip, DuplicatePolicy::Update,
                                 DuplicatePolicy::Reject };
// Those of every window weigh most: behind the first ones there is something to go on with.
constexpr std::array kOncePassed { "run.opened", "run.prepared", "staging.transferred",
                                   "run.ending", "run.ended" };
constexpr std::array kOftenPassed {
    "run.file_entered",      "file.block_read",       "file.converted",     "file.handed_on",
    "gathering.spilled",     "gathering.window_done", "transaction.begun",  "transaction.worked",
    "transaction.committed", "window.rejects_saved",  "window.rows_merged", "window.table_filled",
    "window.table_written",  "window.drafted",        "window.file_saving", "window.committed"
};

qint64 recordsOfAFile(Dice &dice)
{
    const auto size = dice.number(1, 100);
    if (size <= 8)
        return 0;
    if (size <= 60)
        return dice.number(1, 40);
    return size <= 96 ? dice.number(40, 300) : dice.number(1'000, 2'500);
}

/// Now and then a file comes compressed, a copy of another one rather often.
source::Compression compressionOf(std::uint64_t seed, int file, bool isCopy)
{
    using enum source::Compression;
    Dice dice(seed * 1'000'003 + static_cast<std::uint64_t>(file) + 900'000);
    return dice.chance(isCopy ? 60 : 12) ? dice.pick(std::array { Gzip, Bzip2, Xz, Zstandard })
                                         : None;
}

void addFiles(ImportCase &importCase, Dice &dice)
{
    RandomCsv csv(*importCase.profile, dice);
    const auto files = dice.number(1, 5);
    for (int i = 1; i <= files; ++i) {
        const auto name = u"file-%1.csv"_s.arg(i);
        auto file = csv.file(name, recordsOfAFile(dice));
        auto &all = importCase.files;
        const bool isCopy = !all.empty() && dice.chance(6);
        if (isCopy) {
            file = dice.pick(all);
            file.name = name;
        }
        file.compression = compressionOf(importCase.seed, i, isCopy);
        // Equal bytes are the same file, however they are to be read; so is equal text, in whatever
        // form it comes.
        for (const auto &other : all) {
            if (other.bytes == file.bytes) {
                file.text = other.text;
                file.dialect = other.dialect;
            } else if (other.text == file.text) {
                auto dialect = other.dialect;
                dialect.encoding = file.dialect.encoding;
                dialect.hasByteOrderMark = file.dialect.hasByteOrderMark;
                file.dialect = dialect;
            }
        }
        all.push_back(file);
    }
}

// All files at once, or some first and then all of them again with the rest.
void addRounds(ImportCase &importCase, Dice &dice)
{
    std::vector<std::size_t> all(importCase.files.size());
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    if (dice.chance(30)) {
        auto some = all;
        some.resize(
            static_cast<std::size_t>(dice.number(1, static_cast<qint64>(importCase.files.size()))));
        importCase.rounds.push_back({ some, dice.pick(kPolicies) });
    }
    importCase.rounds.push_back({ all, dice.pick(kPolicies) });
}

qint64 recordsOf(const ImportCase &importCase)
{
    qint64 lines = 0;
    for (const auto &file : importCase.files)
        lines += file.text.count(file.text.contains('\n') ? '\n' : '\r');
    return lines;
}

QByteArray failpoint(Dice &dice)
{
    if (dice.chance(15))
        return QByteArray(dice.pick(kOncePassed)) + ":1";
    return QByteArray(dice.pick(kOftenPassed)) + ':'
        + QByteArray::number(dice.number(1, dice.chance(60) ? 5 : 20));
}

Dice diceOf(const ImportCase &importCase, int round, int attempt, int what)
{
    const auto place = static_cast<std::uint64_t>(round * 100 + attempt * 10 + what + 1);
    return Dice(importCase.seed * 1'000'003 + place);
}

} // namespace

CaseSpeed ImportCase::speed(int round, int attempt) const
{
    auto dice = diceOf(*this, round, attempt, 0);
    // Each transaction takes its time, so there are not too many of them.
    const auto leastRows = std::max<qint64>(1, recordsOf(*this) / (disturbedPercent > 0 ? 16 : 5));
    CaseSpeed speed;
    // A window ends behind a chunk; only between windows there is something to go on with.
    speed.chunkRows = disturbedPercent > 0 ? dice.pick(std::array { 1, 2, 3, 7, 16 })
                                           : dice.pick(std::array { 1, 2, 3, 7, 64, 256, 4096 });
    speed.windowRows = static_cast<int>(
        dice.pick(std::array { leastRows, leastRows, 3 * leastRows, qint64 { 4'000'000 } }));
    speed.windowBytes = dice.pick(std::array { 64 << 10, 64 << 10, 256 << 10, 5 << 20 });
    speed.memoryLimitBytes = dice.pick(std::array { 16 << 20, 32 << 20, 64 << 20, 256 << 20 });
    speed.concurrency = static_cast<int>(dice.number(1, 4));
    return speed;
}

Disturbance ImportCase::disturbance(int round, int attempt) const
{
    using Kind = Disturbance::Kind;
    auto dice = diceOf(*this, round, attempt, 1);
    Disturbance disturbance;
    if (attempt >= kMostDisturbances || !dice.chance(disturbedPercent))
        return disturbance;
    disturbance.kind
        = dice.pick(std::array { Kind::Cancel, Kind::Cancel, Kind::Cut, Kind::Cut, Kind::Kill });
    disturbance.records = dice.number(0, recordsOf(*this) / 2);
    disturbance.areCommitted = dice.chance(60);
    disturbance.failpoint = failpoint(dice);
    disturbance.afterMs = static_cast<int>(dice.number(20, 200));
    return disturbance;
}

QString ImportCase::description() const
{
    QStringList lines { u"profile %1"_s.arg(QString::fromUtf8(profileJson)),
                        u"channel “%1”, records of at most %2 bytes"_s.arg(channel).arg(
                            maxRecordBytes) };
    for (const auto &file : files)
        lines += u"%1: %2 bytes%3, %4, delimiter “%5”%6"_s.arg(file.name)
                     .arg(file.bytes.size())
                     .arg(file.compression == source::Compression::None
                              ? QString()
                              : u", packed as %1"_s.arg(static_cast<int>(file.compression)))
                     .arg(source::encodingName(file.dialect.encoding))
                     .arg(QLatin1Char(file.dialect.delimiter))
                     .arg(file.dialect.carriageReturnEnds ? u", CR ends lines"_s : QString());
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        const auto at = speed(static_cast<int>(i), 0);
        lines += u"round %1: %2 files, duplicates: %3; chunks of %4, windows of %5 records or %6 "
                 "bytes, %7 bytes of memory, %8 files at once"_s.arg(i + 1)
                     .arg(rounds[i].files.size())
                     .arg(profile::duplicatePolicyName(rounds[i].duplicates))
                     .arg(at.chunkRows)
                     .arg(at.windowRows)
                     .arg(at.windowBytes)
                     .arg(at.memoryLimitBytes)
                     .arg(at.concurrency);
    }
    return lines.join(u'\n');
}

ImportCase makeCase(std::uint64_t seed)
{
    Dice dice(seed);
    ImportCase importCase;
    importCase.seed = seed;
    importCase.profileJson = randomProfile(dice);
    const auto loaded = profile::loadProfile(importCase.profileJson);
    if (!loaded)
        qFatal("%s\n%s", importCase.profileJson.constData(), qPrintable(errorText(loaded.error())));
    importCase.profile = std::make_shared<const profile::ImportProfile>(*loaded);
    addFiles(importCase, dice);
    addRounds(importCase, dice);
    if (dice.chance(50))
        importCase.channel = u"A"_s;
    importCase.maxRecordBytes = dice.chance(80) ? 16 << 20 : dice.number(1 << 10, 6 << 10);
    importCase.disturbedPercent = dice.pick(std::array { 0, 70, 95 });
    return importCase;
}

} // namespace dockhand::fault
