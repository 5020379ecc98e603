// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/import_plan.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dockhand::advisor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMiB = 1 << 20;
constexpr std::int64_t kSmallestWorkBytes = 8 * kMiB;
constexpr std::int64_t kDefaultWorkBytes = 40 * kMiB;
/// The program itself with Qt and the database library, before it holds any data: at least this
/// much, and a window takes more.
constexpr std::int64_t kSmallestProgramBytes = 24 * kMiB;
constexpr std::int64_t kProgramStep = 8 * kMiB;
/// What a run keeps of one file: its survey, path, counters and place in the ledger; measured.
constexpr std::int64_t kFileBytes = 768;
constexpr int kMostFilesAtOnce = 8;
/// A reader's buffer and two chunks, as small as they can usefully be.
constexpr std::int64_t kSmallestFileBytes = 256 << 10;
constexpr int kDefaultChunkRows = 4096;
constexpr int kMostChunkRows = 16'384;
constexpr std::int64_t kChunkTextBytes = kMiB;
constexpr int kMostWindowRows = 4'000'000;
constexpr std::int64_t kMostWindowBytes = 16 * kMiB;
constexpr std::int64_t kPackedRecordBytes = 400;
constexpr std::int64_t kLeastRunBuffer = 16 << 10;
constexpr std::int64_t kMostCacheBytes = 256 * kMiB;
constexpr double kTimesUnpacked = 2; ///< to check it, and to import it
constexpr double kFixedMs = 100;     ///< opening the database, the ledger, the final sync

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ImportPlan)
};

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

// A measured speed is not known any better.
std::int64_t roundedToTwoDigits(double value)
{
    double unit = 1;
    while (value / unit >= 100)
        unit *= 10;
    return std::llround(std::round(value / unit) * unit);
}

/// What the surveys say together.
struct Load
{
    std::int64_t files = 0;
    std::int64_t unusable = 0;
    std::int64_t inWindows1252 = 0; ///< by a guess
    std::int64_t compressed = 0;
    std::int64_t bytes = 0;
    double textBytes = 0;
    double compressedTextBytes = 0;
    double unpackingSeconds = 0;
    std::int64_t unpackingMemory = 0; ///< of the file that needs most
    std::int64_t records = 0;
    double badRecords = 0;
    double bytesPerRecord = 0; ///< 0: not known
};

/// Text that one core unpacks in a second, about.
double unpackedBytesPerSecond(source::Compression compression)
{
    switch (compression) {
    case source::Compression::Gzip:
        return 300e6;
    case source::Compression::Bzip2:
        return 40e6;
    case source::Compression::Xz:
        return 150e6;
    case source::Compression::Zstandard:
        return 800e6;
    case source::Compression::None:
        break;
    }
    return std::numeric_limits<double>::infinity();
}

Load loadOf(std::span<const FileSurvey> surveys)
{
    Load load;
    double sampledBytes = 0;
    for (const auto &survey : surveys) {
        if (survey.error) {
            ++load.unusable;
            continue;
        }
        ++load.files;
        if (survey.sniff.isEncodingGuessed)
            ++load.inWindows1252;
        load.bytes += survey.sizeBytes;
        const auto &sniff = survey.sniff;
        load.textBytes += static_cast<double>(survey.textBytes());
        if (sniff.compression != source::Compression::None) {
            ++load.compressed;
            load.compressedTextBytes += static_cast<double>(survey.textBytes());
            load.unpackingSeconds += kTimesUnpacked * static_cast<double>(survey.textBytes())
                / unpackedBytesPerSecond(sniff.compression);
            load.unpackingMemory = std::max(load.unpackingMemory, sniff.unpackingMemory);
        }
        load.records += survey.estimatedRecords;
        const auto records = static_cast<double>(survey.estimatedRecords);
        load.badRecords += survey.badShare * records;
        sampledBytes += survey.bytesPerRecord * records;
    }
    if (load.records > 0)
        load.bytesPerRecord = sampledBytes / static_cast<double>(load.records);
    return load;
}

/// A record in a chunk: its text, and slots and bitmap of the packed row.
double bytesInChunk(const Load &load)
{
    return load.bytesPerRecord > 0 ? 1.5 * load.bytesPerRecord + 64 : 512;
}

/// Room for buffers. A quarter stays free: the allocator, sorting and the database's own needs take
/// some of it, and a run at its usual load should not feel pressure.
std::int64_t bufferBytes(const ImportPlan &plan)
{
    return (plan.memoryLimitBytes.value - plan.heldBytes()) * 3 / 4;
}

/// Of all files that are read at the same time.
std::int64_t unpackingBytes(const Load &load, const SystemInfo &system,
                            const PlanOverrides &overrides)
{
    const auto wish = overrides.concurrency.value_or(std::min(system.cores, kMostFilesAtOnce));
    const auto files = std::min<std::int64_t>(std::max(1, wish), load.compressed);
    return files * load.unpackingMemory / kMiB * kMiB; // gzip needs next to nothing
}

void planMemory(ImportPlan &plan, const Load &load, const SystemInfo &system,
                const PlanOverrides &overrides)
{
    plan.filesBytes = plan.files * kFileBytes / kMiB * kMiB; // a thousand files are a trifle
    // Their surveys, half of that, are here already.
    const auto program = system.programBytes - plan.filesBytes / 2;
    const auto unpacking = unpackingBytes(load, system, overrides);
    plan.filesBytes += unpacking;
    plan.programBytes = std::max(kSmallestProgramBytes,
                                 (program + kProgramStep - 1) / kProgramStep * kProgramStep);
    const auto smallest = plan.heldBytes() + kSmallestWorkBytes;
    const auto usual = std::max(plan.programBytes + unpacking + kDefaultWorkBytes, smallest);
    if (overrides.memoryLimitBytes) {
        plan.memoryLimitBytes = { std::max(*overrides.memoryLimitBytes, smallest), Origin::Chosen };
        if (*overrides.memoryLimitBytes < smallest) {
            plan.reasons.append(
                Words::tr("A memory limit of %1 is too small to work in; %2 is used.")
                    .arg(formatBytes(*overrides.memoryLimitBytes), formatBytes(smallest)));
        }
    } else if (const auto quarter = system.availableMemoryBytes / 4;
               system.availableMemoryBytes > 0 && quarter < usual) {
        plan.memoryLimitBytes = { std::max(quarter, smallest), Origin::Detected };
        plan.reasons.append(
            Words::tr("Memory is limited to %1, since only %2 are free on this computer.")
                .arg(formatBytes(plan.memoryLimitBytes.value),
                     formatBytes(system.availableMemoryBytes)));
    } else {
        plan.memoryLimitBytes = { usual, Origin::Default };
        plan.reasons.append(
            Words::tr("Memory is limited to %1; more would not make it faster in most "
                      "cases.")
                .arg(formatBytes(usual)));
    }
    // What two windows (one gathered, one written) hold in memory, the cache and the chunks in
    // flight get a third each.
    const auto budget = bufferBytes(plan);
    plan.windowBytes = std::min(budget / 6, kMostWindowBytes);
    // As many runs as can be merged in the memory that a window has.
    plan.windowRows = static_cast<int>(std::clamp<std::int64_t>(
        plan.windowBytes / kLeastRunBuffer * plan.windowBytes / kPackedRecordBytes, 500,
        kMostWindowRows));
    plan.cacheBytes = std::min(budget / 3, kMostCacheBytes);
}

std::int64_t chunkBudget(const ImportPlan &plan)
{
    return bufferBytes(plan) - 2 * plan.windowBytes - plan.cacheBytes;
}

void planConcurrency(ImportPlan &plan, const Load &load, const SystemInfo &system,
                     const PlanOverrides &overrides)
{
    if (overrides.concurrency) {
        const auto fit = static_cast<int>(
            std::clamp<std::int64_t>(chunkBudget(plan) / kSmallestFileBytes, 1, 1024));
        const auto wish = std::max(1, *overrides.concurrency);
        plan.concurrency = { std::min(wish, fit), Origin::Chosen };
        if (wish > fit) {
            plan.reasons.append(
                Words::tr("Files read at the same time are cut from %1 to %2: more "
                          "would not fit in the memory limit of %3.")
                    .arg(number(wish), number(fit), formatBytes(plan.memoryLimitBytes.value)));
        }
        return;
    }
    if (load.files <= 1) {
        plan.concurrency = { 1, Origin::Default };
        return;
    }
    const auto cores = std::max(1, system.cores);
    const auto inMemory = std::max<std::int64_t>(1, chunkBudget(plan) / (2 * kMiB));
    const auto files = std::min(
        { std::int64_t { cores }, std::int64_t { kMostFilesAtOnce }, load.files, inMemory });
    plan.concurrency = { static_cast<int>(files), Origin::Detected };
    if (files == inMemory && files < cores) {
        plan.reasons.append(
            Words::tr("Files read at the same time: %1. More would not fit in the memory "
                      "limit.")
                .arg(plan.concurrency.value));
    } else {
        plan.reasons.append(
            Words::tr("Files read at the same time: %1. This computer has %2 cores, and "
                      "the database takes rows from one writer at a time.")
                .arg(plan.concurrency.value)
                .arg(cores));
    }
}

/// Each file at work holds a chunk that is being filled and one that waits.
int chunkRowsThatFit(const ImportPlan &plan, const Load &load)
{
    const auto perChunk = static_cast<double>(chunkBudget(plan)) / (2.0 * plan.concurrency.value);
    return static_cast<int>(std::clamp(perChunk / bytesInChunk(load), 1.0, 1e9));
}

void planChunkRows(ImportPlan &plan, const Load &load, const PlanOverrides &overrides)
{
    const auto fit = chunkRowsThatFit(plan, load);
    if (overrides.chunkRows) {
        const auto wish = std::max(1, *overrides.chunkRows);
        plan.chunkRows = { std::min(wish, fit), Origin::Chosen };
        if (wish > fit) {
            plan.reasons.append(
                Words::tr(
                    "Chunks are cut from %1 to %2 records: larger ones of this width would not fit "
                    "in the memory limit of %3.")
                    .arg(number(wish), number(fit), formatBytes(plan.memoryLimitBytes.value)));
        }
        return;
    }
    if (load.bytesPerRecord <= 0) {
        plan.chunkRows = { std::min(kDefaultChunkRows, fit), Origin::Default };
        return;
    }
    const auto byText = static_cast<double>(kChunkTextBytes) / load.bytesPerRecord;
    const auto rows = std::clamp(static_cast<int>(std::min(byText, 1e9)), 1, kMostChunkRows);
    plan.chunkRows = { std::min(rows, fit), Origin::Detected };
    plan.reasons.append(
        Words::tr("A chunk holds %1 records: a record has about %2, and chunks of about "
                  "%3 are parsed fastest.")
            .arg(number(plan.chunkRows.value), formatBytes(std::llround(load.bytesPerRecord)),
                 formatBytes(std::llround(load.bytesPerRecord * plan.chunkRows.value))));
}

void planTime(ImportPlan &plan, const Load &load, const SystemInfo &system, const Rates &rates)
{
    const auto readers = std::min(plan.concurrency.value, std::max(1, system.cores));
    const auto writing
        = static_cast<double>(load.records) / std::max(1.0, rates.rowsPerSecond) * 1000;
    const auto reading
        = (load.textBytes / std::max(1.0, rates.bytesPerSecond) + load.unpackingSeconds) / readers
        * 1000;
    const auto working = std::max(writing, reading);
    const auto expected = load.files == 0 ? 0.0 : working + kFixedMs;
    if (working > 0)
        plan.estimatedRowsPerSecond = static_cast<double>(load.records) / working * 1000;
    plan.estimatedMs = std::llround(expected);
    plan.fastestMs = std::llround(expected * (rates.measured ? 0.8 : 0.5));
    plan.slowestMs = std::llround(expected * (rates.measured ? 1.3 : 2.5));
    if (load.files == 0)
        return;
    plan.reasons.append(
        rates.measured
            ? Words::tr(
                  "The time is from earlier imports into this database: about %1 records a second.")
                  .arg(number(roundedToTwoDigits(rates.rowsPerSecond)))
            : Words::tr(
                "The time is a first guess: nothing was imported into this database yet that "
                "could be measured."));
}

void planPeak(ImportPlan &plan, const Load &load)
{
    const auto perRecord = bytesInChunk(load);
    const auto data = static_cast<double>(load.records) * perRecord;
    const auto window
        = std::min(static_cast<double>(plan.windowBytes), plan.windowRows * perRecord);
    const auto windows = std::min(2.0 * window, data);
    const auto chunks
        = std::min(2.0 * plan.concurrency.value * plan.chunkRows.value * perRecord, data);
    const auto cache = std::min(static_cast<double>(plan.cacheBytes), data);
    plan.estimatedPeakBytes = plan.heldBytes() + std::llround(windows + chunks + cache);
}

void describeFiles(ImportPlan &plan, const Load &load)
{
    if (load.unusable > 0) {
        plan.reasons.append(
            Words::tr("Files that cannot be imported and are left out: %1.").arg(load.unusable));
    }
    if (load.compressed > 0) {
        plan.reasons.append(
            Words::tr("Compressed files: %1. They hold about %2 of text, and each is "
                      "checked to its end before it is imported.")
                .arg(number(load.compressed), formatBytes(std::llround(load.compressedTextBytes))));
    }
    if (load.inWindows1252 > 0) {
        plan.reasons.append(Words::tr("Files read as windows-1252: %1. If letters come out "
                                      "wrong, choose their encoding.")
                                .arg(number(load.inWindows1252)));
    }
    if (load.badRecords > 0 && load.records > 0) {
        const auto share = load.badRecords / static_cast<double>(load.records) * 100;
        plan.reasons.append(
            Words::tr("About %1 % of the records looked at have errors; they will be "
                      "listed, and the others imported.")
                .arg(QLocale().toString(share, 'g', 2)));
    }
}

QString originName(Origin origin)
{
    switch (origin) {
    case Origin::Default:
        return u"default"_s;
    case Origin::Detected:
        return u"detected"_s;
    case Origin::Chosen:
        return u"chosen"_s;
    }
    return {};
}

qint64 json(std::int64_t value)
{
    return value;
}

} // namespace

ImportPlan makePlan(std::span<const FileSurvey> surveys, const SystemInfo &system,
                    const Rates &rates, const PlanOverrides &overrides)
{
    const auto load = loadOf(surveys);
    ImportPlan plan;
    plan.files = load.files;
    plan.bytes = load.bytes;
    plan.estimatedRecords = load.records;
    describeFiles(plan, load);
    planMemory(plan, load, system, overrides);
    planConcurrency(plan, load, system, overrides);
    planChunkRows(plan, load, overrides);
    planTime(plan, load, system, rates);
    planPeak(plan, load);
    return plan;
}

QJsonObject toJson(const ImportPlan &plan)
{
    return {
        { u"chunk_rows"_s, plan.chunkRows.value },
        { u"concurrency"_s, plan.concurrency.value },
        { u"writers"_s, plan.writers },
        { u"memory_limit_bytes"_s, json(plan.memoryLimitBytes.value) },
        { u"program_bytes"_s, json(plan.programBytes) },
        { u"files_bytes"_s, json(plan.filesBytes) },
        { u"window_rows"_s, plan.windowRows },
        { u"window_bytes"_s, json(plan.windowBytes) },
        { u"cache_bytes"_s, json(plan.cacheBytes) },
        { u"files"_s, json(plan.files) },
        { u"bytes"_s, json(plan.bytes) },
        { u"estimated_records"_s, json(plan.estimatedRecords) },
        { u"estimated_ms"_s, json(plan.estimatedMs) },
        { u"fastest_ms"_s, json(plan.fastestMs) },
        { u"slowest_ms"_s, json(plan.slowestMs) },
        { u"estimated_peak_bytes"_s, json(plan.estimatedPeakBytes) },
        { u"origins"_s,
          QJsonObject { { u"chunk_rows"_s, originName(plan.chunkRows.origin) },
                        { u"concurrency"_s, originName(plan.concurrency.origin) },
                        { u"memory_limit_bytes"_s, originName(plan.memoryLimitBytes.origin) } } },
        { u"reasons"_s, QJsonArray::fromStringList(plan.reasons) },
    };
}

} // namespace dockhand::advisor
