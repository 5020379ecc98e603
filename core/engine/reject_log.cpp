// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reject_log.h"

#include <algorithm>
#include <cstring>

namespace dockhand::engine {

namespace {

/// What stands in the log before a reject's texts; for this process only, so as it lies in memory.
struct Head
{
    std::size_t file = 0;
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::uint32_t rawSize = 0;
    std::uint32_t issues = 0;
    std::uint32_t occurrence = 0;
};

struct IssueHead
{
    ErrorCode code = ErrorCode::ValueRequired;
    std::int32_t column = -1;
    std::int64_t byte = -1;
    std::uint32_t valueSize = 0;
};

/// Reads what `put` wrote.
class LogReader
{
public:
    explicit LogReader(std::string_view log)
        : m_rest(log)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    template <class T>
    T take()
    {
        T value;
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }

    std::string_view takeText(std::size_t size)
    {
        const auto text = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return text;
    }

private:
    std::string_view m_rest;
};

void takeReject(LogReader &log, LoggedReject &reject)
{
    const auto head = log.take<Head>();
    reject.file = head.file;
    reject.record = head.record;
    reject.line = head.line;
    reject.byte = head.byte;
    reject.occurrence = head.occurrence;
    reject.raw = log.takeText(head.rawSize);
    reject.issues.clear();
    for (std::uint32_t i = 0; i < head.issues; ++i) {
        const auto issue = log.take<IssueHead>();
        reject.issues.push_back(
            { issue.code, issue.column, issue.byte, log.takeText(issue.valueSize) });
    }
}

Result<void> visitAll(std::string_view log, const RejectLog::Visitor &visit)
{
    LoggedReject reject;
    for (LogReader reader(log); !reader.atEnd();) {
        takeReject(reader, reject);
        if (auto done = visit(reject); !done)
            return done;
    }
    return {};
}

} // namespace

void RejectLog::put(const void *bytes, std::size_t size)
{
    m_bytes.append({ static_cast<const char *>(bytes), size });
}

void RejectLog::put(std::string_view text)
{
    m_bytes.append(text);
}

void RejectLog::makeRoomFor(const profile::RowChunk &chunk)
{
    auto wanted = m_bytes.size();
    for (const auto &rejection : chunk.rejects) {
        wanted += sizeof(Head) + rejection.raw.length;
        for (std::uint32_t i = 0; i < rejection.issueCount; ++i)
            wanted += sizeof(IssueHead) + chunk.issues[rejection.firstIssue + i].value.length;
    }
    if (wanted > m_bytes.capacity())
        m_bytes.reserve(std::max(wanted, m_bytes.capacity() + m_bytes.capacity() / 2));
}

void RejectLog::add(std::size_t file, const profile::RowChunk &chunk)
{
    for (const auto &rejection : chunk.rejects) {
        const auto raw = chunk.slice(rejection.raw);
        const Head head { file,
                          rejection.record,
                          rejection.line,
                          rejection.byte,
                          rejection.raw.length,
                          rejection.issueCount,
                          rejection.occurrence };
        put(&head, sizeof head);
        put(raw);
        for (std::uint32_t i = 0; i < rejection.issueCount; ++i) {
            const auto &issue = chunk.issues[rejection.firstIssue + i];
            const IssueHead issueHead { issue.code, issue.column, issue.byte, issue.value.length };
            put(&issueHead, sizeof issueHead);
            put(chunk.slice(issue.value));
        }
    }
}

Result<void> RejectLog::spill(SpillFile &file)
{
    if (m_bytes.size() == 0)
        return {};
    const auto begin = file.size();
    if (auto written = file.append(m_bytes.view()); !written)
        return written;
    m_spilled.push_back({ begin, file.size() });
    m_bytes = {};
    return {};
}

Result<void> RejectLog::forEach(SpillFile *file, const Visitor &visit) const
{
    ByteBuffer stretch;
    for (const auto &[begin, end] : m_spilled) {
        stretch.resize(static_cast<std::size_t>(end - begin));
        if (auto read = file->read(begin, { stretch.data(), stretch.size() }); !read)
            return read;
        if (auto done = visitAll(stretch.view(), visit); !done)
            return done;
    }
    return visitAll(m_bytes.view(), visit);
}

} // namespace dockhand::engine
