// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_job.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/engine/retry.h"
#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "core/source/read_ahead.h"

#include <QScopeGuard>

#include <algorithm>

namespace dockhand::engine {

namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr double kLeastBytesAhead = 4 << 20; // a thread for less than some blocks is no gain
constexpr auto kPressurePause = std::chrono::milliseconds(20);

// One file on its way; exists only while its job runs.
class FileReading
{
public:
    /// `task` moves on with what is handed on.
    FileReading(const advisor::FileSurvey &survey, FileTask &task, JobContext &context)
        : m_survey(survey)
        , m_task(task)
        , m_context(context)
        , m_counters(context.board.file(task.index))
        , m_converter(*survey.binding, converterOptions())
        , m_buffers(context.readingPool.take())
    {
    }
    ~FileReading() { m_context.readingPool.giveBack(std::move(m_buffers)); }
    Q_DISABLE_COPY_MOVE(FileReading)

    Result<FileEnd> run();

private:
    [[nodiscard]] profile::ConverterOptions converterOptions() const;
    source::ReaderLimits limits() const;
    Result<void> goToWatermark(source::CsvReader &reader);
    Result<FileEnd> readWith(source::CsvReader &reader);
    Result<FileEnd> readAll(source::CsvReader &reader);
    Result<bool> nextBlock(source::CsvReader &reader);
    [[nodiscard]] bool canUseAnotherCore(const source::CsvReader &reader) const;
    bool waitForRoom();
    bool handOn(std::unique_ptr<profile::RowChunk> chunk);

    const advisor::FileSurvey &m_survey;
    FileTask &m_task;
    JobContext &m_context;
    FileCounters &m_counters;
    profile::RowConverter m_converter;
    std::unique_ptr<ReadingBuffers> m_buffers;
    ByteBuffer m_text;                        ///< of the block, when it was read ahead
    std::optional<source::ReadAhead> m_ahead; ///< only while readAll runs
};

profile::ConverterOptions FileReading::converterOptions() const
{
    const auto &options = m_context.options;
    return { options.channel.toStdString(), options.duplicates,
             static_cast<std::uint32_t>(m_task.index), m_task.keepsRecords };
}

source::ReaderLimits FileReading::limits() const
{
    source::ReaderLimits limits;
    limits.maxRecords = static_cast<std::uint32_t>(m_context.options.plan.chunkRows.value);
    const auto blockBytes
        = std::clamp<std::int64_t>(m_context.options.plan.windowBytes / 8, 64 << 10, 512 << 10);
    limits.maxBlockBytes = static_cast<std::size_t>(
        std::max<std::int64_t>(m_context.governor.shareOf(blockBytes), 32 << 10));
    limits.maxRecordBytes = static_cast<std::size_t>(m_context.options.maxRecordBytes);
    return limits;
}

Result<void> FileReading::goToWatermark(source::CsvReader &reader)
{
    const auto &mark = m_task.watermark;
    if (mark.position.byte == 0)
        return {};
    if (auto skipped = reader.skipTo(mark.position, mark.prefixHash); !skipped)
        return skipped;
    m_counters.bytesRead.store(reader.input().consumedBytes(), kRelaxed);
    return m_converter.restoreState(mark.carryOver);
}

Result<FileEnd> FileReading::run()
{
    if (!m_task.isUnderWay) {
        auto known = m_context.contents.endIfKnown(m_task.index, m_task.alreadyIn, m_task.twin);
        if (!known)
            return failure(std::move(known.error()));
        if (*known)
            return **std::move(known);
    }
    auto input = source::openByteSource(m_survey.dataPath(), m_survey.sniff.dialect.encoding);
    if (!input)
        return failure(input.error());
    source::CsvReader reader(std::move(*input), m_survey.sniff.dialect, limits(),
                             std::move(m_buffers->stream));
    auto end = readWith(reader);
    m_buffers->stream = reader.takeBuffer();
    return end;
}

Result<FileEnd> FileReading::readWith(source::CsvReader &reader)
{
    auto header = reader.readHeader();
    if (!header)
        return failure(header.error());
    if (*header != m_survey.binding->header)
        return failure(ErrorCode::FileChangedWhileReading);
    if (m_task.isChanged)
        return failure(ErrorCode::FileChangedSinceImport);
    if (auto there = goToWatermark(reader); !there)
        return failure(there.error());
    return readAll(reader);
}

// Above 90 % of the limit reading waits, unless nothing is left that could make room.
bool FileReading::waitForRoom()
{
    m_context.governor.sample();
    while (m_context.governor.shouldPauseReading() && !m_context.line.isClosed()
           && m_context.board.windowsInWork.load(kRelaxed) > 0) {
        if (!m_context.control.waitFor(kPressurePause))
            return false;
        m_context.governor.sample();
    }
    return m_context.control.waitWhilePaused();
}

bool FileReading::handOn(std::unique_ptr<profile::RowChunk> chunk)
{
    const auto read = chunk->recordsRead;
    const auto rejected = static_cast<std::int64_t>(chunk->rejects.size());
    const auto bytes = static_cast<std::int64_t>(chunk->bytes());
    ledger::Watermark behind { chunk->end, chunk->prefixHash, chunk->carryOver };
    auto &backlog = m_context.board.backlogBytes;
    backlog.fetch_add(bytes, kRelaxed);
    auto takeBack = qScopeGuard([&] { backlog.fetch_sub(bytes, kRelaxed); });
    if (!m_context.line.push({ m_task.index, std::move(chunk), std::nullopt }))
        return false;
    takeBack.dismiss();
    m_counters.read.fetch_add(read, kRelaxed);
    m_task.before.read += read;
    m_task.before.rejected += rejected;
    m_task.watermark = std::move(behind);
    m_task.isUnderWay = true;
    return true;
}

// Files beside each other keep the cores busy; the last ones are not enough for that.
bool FileReading::canUseAnotherCore(const source::CsvReader &reader) const
{
    if (m_context.filesLeft.load(kRelaxed) >= static_cast<std::size_t>(m_context.cores))
        return false;
    const auto ahead = static_cast<double>(m_survey.sizeBytes - reader.input().consumedBytes());
    return ahead / m_survey.sniff.packedPerByte >= kLeastBytesAhead;
}

Result<bool> FileReading::nextBlock(source::CsvReader &reader)
{
    const auto chunkRows = static_cast<std::uint32_t>(m_context.options.plan.chunkRows.value);
    const auto share = static_cast<std::uint32_t>(m_context.governor.chunkPercent());
    const auto maxRecords = std::max<std::uint32_t>(1, chunkRows * share / 100);
    if (!m_ahead && canUseAnotherCore(reader))
        m_ahead.emplace(reader, maxRecords);
    if (m_ahead) {
        m_ahead->setMaxRecords(maxRecords);
        auto more = m_ahead->next(m_buffers->block, m_text);
        m_counters.bytesRead.store(m_ahead->consumedBytes(), kRelaxed);
        return more;
    }
    reader.setMaxRecords(maxRecords);
    auto more = reader.next(m_buffers->block);
    m_counters.bytesRead.store(reader.input().consumedBytes(), kRelaxed);
    return more;
}

Result<FileEnd> FileReading::readAll(source::CsvReader &reader)
{
    const auto noLonger = qScopeGuard([this] { m_ahead.reset(); }); // before the reader ends
    const auto &maxRejects = m_context.options.maxRejects;
    auto &block = m_buffers->block;
    FileEnd end;
    for (;;) {
        if (!waitForRoom()) {
            end.kind = FileEnd::Kind::Cancelled;
            return end;
        }
        const auto more = nextBlock(reader);
        if (!more)
            return failure(more.error());
        DOCKHAND_FAILPOINT("file.block_read");
        auto chunk = m_context.pool.take();
        m_converter.convert(block, *chunk);
        DOCKHAND_FAILPOINT("file.converted");
        if (!handOn(std::move(chunk))) {
            end.kind = FileEnd::Kind::Cancelled;
            return end;
        }
        const bool isAtEnd = !*more || block.isFinal;
        if (maxRejects.isExceeded(m_task.before.rejected, m_task.before.read, isAtEnd))
            return failure(ErrorCode::FileTooManyRejects, { maxRejects.toString() });
        DOCKHAND_FAILPOINT("file.handed_on");
        if (isAtEnd) {
            end.contentHash = block.prefixHash;
            return end;
        }
    }
}

FileEnd endOf(Result<FileEnd> result, const QString &path)
{
    if (result)
        return *std::move(result);
    FileEnd end;
    end.kind = FileEnd::Kind::Failed;
    end.error = result.error();
    if (end.error->place.file.isEmpty())
        end.error->place.file = path;
    return end;
}

FileEnd attemptAt(const advisor::FileSurvey &survey, FileTask &task, JobContext &context)
{
    return endOf(guarded([&] {
                     FileReading reading(survey, task, context);
                     return reading.run();
                 }),
                 survey.path);
}

bool wantsMemory(const FileEnd &end)
{
    return end.kind == FileEnd::Kind::Failed && end.error->code == ErrorCode::MemoryLimit;
}

FileEnd readUntilDone(const advisor::FileSurvey &survey, FileTask &task, JobContext &context)
{
    auto &state = context.board.file(task.index).state;
    Retry retry(context.options.retryFor, context.clock);
    for (;;) {
        auto end = attemptAt(survey, task, context);
        end.attempts = retry.failed() + 1;
        if (!wantsMemory(end))
            return end;
        context.governor.noteShortage();
        context.pool.drop();
        const auto pause = retry.pauseAfter(*end.error);
        if (!pause)
            return end;
        state.store(ledger::FileState::Retrying, kRelaxed);
        context.retrying(*end.error, retry.failed() + 1, *pause);
        if (!context.control.waitFor(*pause)) {
            end = {};
            end.kind = FileEnd::Kind::Cancelled;
            return end;
        }
        state.store(ledger::FileState::Importing, kRelaxed);
    }
}

} // namespace

void runFileJob(const advisor::FileSurvey &survey, FileTask task, JobContext &context)
{
    FileEnd end;
    if (!context.control.waitWhilePaused()) {
        end.kind = FileEnd::Kind::Cancelled;
    } else {
        auto &counters = context.board.file(task.index);
        counters.startedNs.store(context.clock.monotonic().count(), kRelaxed);
        counters.state.store(ledger::FileState::Importing, kRelaxed);
        context.started(task.index);
        end = readUntilDone(survey, task, context);
        if (end.error && end.error->code == ErrorCode::RunCancelled)
            end.kind = FileEnd::Kind::Cancelled;
        if (end.kind == FileEnd::Kind::Finished)
            counters.state.store(ledger::FileState::Merging, kRelaxed);
    }
    context.filesLeft.fetch_sub(1, kRelaxed);
    context.line.push({ task.index, nullptr, std::move(end) });
}

} // namespace dockhand::engine
