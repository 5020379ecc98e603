// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/content_book.h"

#include "core/base/guarded.h"

#include <algorithm>
#include <span>
#include <utility>

namespace dockhand::engine {

namespace {

constexpr std::int64_t kNotKnown = -1;
constexpr std::int64_t kNoCandidate = -2;
constexpr auto kNowhere = static_cast<std::size_t>(-1);
constexpr std::int64_t kMarkBytes = 3; // of UTF-8

bool isPlainUtf8(const advisor::FileSurvey &survey)
{
    return survey.sniff.compression == source::Compression::None
        && survey.sniff.dialect.encoding == source::Encoding::Utf8;
}

bool hasMark(const advisor::FileSurvey &survey)
{
    return survey.sniff.dialect.hasByteOrderMark;
}

bool lacksMemory(const Result<source::Content> &content)
{
    return !content && content.error().code == ErrorCode::MemoryLimit;
}

/// Without reading it.
std::int64_t textBytes(const advisor::FileSurvey &survey)
{
    if (!isPlainUtf8(survey))
        return kNotKnown;
    return survey.sizeBytes - (hasMark(survey) ? kMarkBytes : 0);
}

} // namespace

ContentBook::ContentBook(const std::vector<advisor::FileSurvey> &surveys,
                         const ImportOptions &options, const RunControl &control)
    : m_surveys(surveys)
    , m_options(options)
    , m_control(control)
{
}

bool ContentBook::isWanted() const
{
    return !m_options.force && !m_options.repair;
}

void ContentBook::enter(const FileGroups &groups)
{
    FileIdentities identities(m_options);
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        if (groups.profileOfFile[file] == FileGroups::kNone) {
            m_destinationOf.push_back(kNowhere);
            continue;
        }
        const auto destination = identities.destinationOf(m_surveys[file]);
        if (!m_destinations.contains(destination))
            m_destinations << destination;
        m_destinationOf.push_back(static_cast<std::size_t>(m_destinations.indexOf(destination)));
    }
    m_known.resize(static_cast<std::size_t>(m_destinations.size()));
    if (!isWanted())
        return;
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        const auto &survey = m_surveys[file];
        if (m_destinationOf[file] != kNowhere && (!isPlainUtf8(survey) || hasMark(survey)))
            m_unusual.push_back(file);
    }
    if (m_unusual.empty())
        return;
    m_textBytes.reserve(m_surveys.size());
    for (std::size_t file = 0; file < m_surveys.size(); ++file)
        m_textBytes.push_back(m_destinationOf[file] == kNowhere ? kNoCandidate
                                                                : textBytes(m_surveys[file]));
}

void ContentBook::know(std::vector<ledger::KnownContents> known)
{
    m_known = std::move(known);
    for (const auto destination : m_forgotten)
        m_known[destination] = {};
}

void ContentBook::forget(std::size_t file)
{
    m_forgotten.insert(m_destinationOf[file]);
    m_known[m_destinationOf[file]] = {};
}

void ContentBook::leaveOut(std::size_t file)
{
    const std::lock_guard lock(m_mutex);
    if (!m_textBytes.empty())
        m_textBytes[file] = kNoCandidate;
}

Result<source::Content> ContentBook::readContent(std::size_t file) const
{
    const auto &survey = m_surveys[file];
    return guarded([&] {
        return source::contentOf(survey.dataPath(), survey.sniff.dialect.encoding,
                                 [this] { return !m_control.isCancelled(); });
    });
}

// Whoever asks first reads; the others wait for that.
Result<source::Content> ContentBook::contentOf(std::size_t file)
{
    std::unique_lock lock(m_mutex);
    const auto [found, isFirst] = m_contents.try_emplace(file);
    auto &entry = found->second;
    if (!isFirst) {
        m_changed.wait(lock, [&entry] { return entry.content.has_value(); });
        if (!lacksMemory(*entry.content))
            return *entry.content;
        entry.content.reset(); // whoever asks once more reads once more
    }
    lock.unlock();
    auto content = readContent(file);
    lock.lock();
    entry.content = content;
    if (!m_textBytes.empty() && m_textBytes[file] == kNotKnown && !lacksMemory(content))
        m_textBytes[file] = content ? content->bytes : kNoCandidate;
    m_changed.notify_all();
    return content;
}

bool ContentBook::isReasonToRead(std::size_t file) const
{
    const auto &survey = m_surveys[file];
    const auto destination = m_destinationOf[file];
    const auto &known = m_known[destination];
    if (isPlainUtf8(survey))
        return known.mayHoldOtherForm(textBytes(survey), survey.sizeBytes);
    const auto before = std::span(m_destinationOf).first(file);
    return !known.isEmpty() || std::ranges::find(before, destination) != before.end();
}

bool ContentBook::isInLedger(const source::Content &content, std::size_t destination,
                             FileEnd &end) const
{
    const auto id = m_known[destination].find(content.hash, content.bytes);
    end.sameAs = id.value_or(0);
    return id.has_value();
}

Result<std::optional<FileEnd>>
ContentBook::endIfKnown(std::size_t file, const std::optional<ledger::FileRecord> &alreadyIn,
                        const std::optional<std::size_t> &twin)
{
    FileEnd end;
    end.kind = FileEnd::Kind::Skipped;
    auto bytes = textBytes(m_surveys[file]);
    const bool isCompressed = m_surveys[file].sniff.compression != source::Compression::None;
    if (isCompressed || alreadyIn || twin || (isWanted() && isReasonToRead(file))) {
        const auto content = contentOf(file);
        if (!content)
            return failure(content.error());
        bytes = content->bytes;
        end.contentHash = content->hash;
        if (alreadyIn && alreadyIn->contentHash == content->hash) {
            end.sameAs = alreadyIn->id;
            return end;
        }
        if (isWanted() && isInLedger(*content, m_destinationOf[file], end))
            return end;
        if (twin) {
            const auto other = contentOf(*twin);
            if (lacksMemory(other))
                return failure(other.error());
            if (other && *other == *content) {
                end.twin = twin;
                return end;
            }
        }
    }
    const auto found = twinOf(file, bytes);
    if (!found)
        return failure(found.error());
    if (!*found)
        return std::optional<FileEnd>();
    end.twin = *found;
    end.contentHash = contentOf(file)->hash;
    return end;
}

// How long a text is that is compressed or in another encoding is only known then.
// What is wrong with one of them its own job tells; where memory was refused it is not known yet.
Result<void> ContentBook::readUnusualBefore(std::size_t file)
{
    for (const auto before : m_unusual) {
        if (before >= file)
            break;
        if (m_destinationOf[before] != m_destinationOf[file] || isPlainUtf8(m_surveys[before]))
            continue;
        if (const auto content = contentOf(before); lacksMemory(content))
            return failure(content.error());
    }
    return {};
}

// Two plain files of one form and another fingerprint are not the same.
std::vector<std::size_t> ContentBook::candidates(std::size_t file, std::int64_t bytes)
{
    const bool isOther = !isPlainUtf8(m_surveys[file]);
    std::vector<std::size_t> found;
    const auto add = [&](std::size_t before) {
        const bool isOtherForm = isOther || !isPlainUtf8(m_surveys[before])
            || hasMark(m_surveys[file]) != hasMark(m_surveys[before]);
        if (isOtherForm && m_destinationOf[before] == m_destinationOf[file])
            found.push_back(before);
    };
    const std::lock_guard lock(m_mutex);
    if (isOther || hasMark(m_surveys[file])) {
        for (std::size_t before = 0; before < file; ++before) {
            if (m_textBytes[before] == bytes)
                add(before);
        }
    } else {
        for (const auto before : m_unusual) {
            if (before < file && m_textBytes[before] == bytes)
                add(before);
        }
    }
    return found;
}

Result<std::optional<std::size_t>> ContentBook::twinOf(std::size_t file, std::int64_t bytes)
{
    if (m_unusual.empty())
        return std::optional<std::size_t>();
    if (auto read = readUnusualBefore(file); !read)
        return failure(read.error());
    // Not read until now, and none before it may be the same.
    const auto before = bytes == kNotKnown ? std::vector<std::size_t>() : candidates(file, bytes);
    if (before.empty())
        return std::optional<std::size_t>();
    const auto content = contentOf(file);
    if (!content)
        return failure(content.error());
    for (const auto candidate : before) {
        const auto other = contentOf(candidate);
        if (lacksMemory(other))
            return failure(other.error());
        if (other && *other == *content)
            return std::optional(candidate);
    }
    return std::optional<std::size_t>();
}

} // namespace dockhand::engine
