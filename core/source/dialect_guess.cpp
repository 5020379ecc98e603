// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/dialect_guess.h"

#include "core/source/record_scanner.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string>

namespace dockhand::source {

namespace {

constexpr std::size_t kBrokenByHabit = 3;

constexpr std::string_view kDelimiters = ",;\t|";
constexpr std::uint32_t kMaxRecords = 500;
constexpr std::size_t kMaxPreamble = 20;

QString text(const char *source)
{
    return QCoreApplication::translate("DialectGuess", source);
}

/// One way to read the sample, and how well it does.
struct Candidate
{
    Dialect dialect;
    double score = 0;
    std::size_t width = 0;    ///< most frequent count of fields
    std::size_t matching = 0; ///< records with this count
    std::size_t records = 0;
    std::size_t broken = 0;      ///< records with an issue
    std::size_t filledCells = 0; ///< behind the header, as is the next
    std::size_t quotedCells = 0;
    std::size_t spacedCells = 0; ///< behind a delimiter and a space
    std::size_t innerCells = 0;  ///< behind a delimiter
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Numbers, money, percentages, dates and times: digits with their usual company.
bool isNumberOrTime(std::string_view cell)
{
    if (cell.starts_with("Rp"))
        cell.remove_prefix(2);
    const bool hasDigit = std::ranges::any_of(cell, isDigit);
    return hasDigit && cell.find_first_not_of("0123456789+-.,:/% ()TZ") == cell.npos;
}

// A cell that no other dialect would cut further.
bool isClean(std::string_view cell)
{
    return cell.find_first_of(",;\t|\"\n") == cell.npos || isNumberOrTime(cell);
}

bool isQuoted(const RecordBlock &block, FieldSpan span, char quote)
{
    return (span.begin & FieldSpan::kInArena) != 0
        || (quote != '\0' && span.begin > 0 && block.text[span.begin - 1] == quote);
}

// Quoted cells are clean whatever they hold. Returns the share of clean cells.
double countCells(const RecordBlock &block, Candidate &candidate)
{
    std::size_t clean = 0;
    std::size_t cells = 0;
    for (std::size_t i = block.records.size() > 1 ? 1 : 0; i < block.records.size(); ++i) {
        const auto &record = block.records[i];
        for (std::uint32_t field = 0; field < record.fieldCount; ++field) {
            const auto span = block.fields[record.firstField + field];
            const auto cell = block.field(span);
            const bool quoted = isQuoted(block, span, candidate.dialect.quote);
            candidate.filledCells += !cell.empty();
            candidate.quotedCells += quoted;
            candidate.innerCells += field > 0;
            candidate.spacedCells += field > 0 && !quoted && cell.starts_with(' ');
            clean += quoted || isClean(cell);
        }
        cells += record.fieldCount;
    }
    return cells == 0 ? 0 : static_cast<double>(clean) / static_cast<double>(cells);
}

bool isQuotingIssue(ErrorCode code)
{
    return code == ErrorCode::RowUnterminatedQuote || code == ErrorCode::RowTextAfterQuote;
}

Candidate rate(const SampleText &sample, const Dialect &dialect, RecordBlock &block)
{
    Candidate candidate { .dialect = dialect };
    parseSample(sample, dialect, kMaxRecords, block);
    std::map<std::size_t, std::size_t> widths;
    for (const auto &record : block.records)
        widths[record.fieldCount] += 1;
    for (const auto &issue : block.issues) {
        if (!isQuotingIssue(issue.code))
            continue;
        ++candidate.broken;
        --widths[block.records[issue.record].fieldCount];
    }
    widths.erase(0);
    candidate.records = block.records.size();
    for (const auto &[width, count] : widths) {
        if (count > 0 && count >= candidate.matching) {
            candidate.width = width;
            candidate.matching = count;
        }
    }
    if (candidate.matching == 0)
        return candidate;
    const auto width = static_cast<double>(candidate.width);
    const auto share
        = static_cast<double>(candidate.matching) / static_cast<double>(candidate.records);
    const auto gain = candidate.width == 1 ? 0.01 : (width - 1) / width;
    candidate.score = share * share * gain * (0.2 + countCells(block, candidate));
    return candidate;
}

// Double quotes unless another way reads the sample clearly better. An apostrophe alone is Excel's
// mark for text; as a quote it must surround cells. Quotes are ordinary only where they break
// several records and more of them than cells: one quote that was never closed is damage, to be
// reported, and not a way of writing.
Candidate bestQuoting(const SampleText &sample, Dialect dialect, const DialectOverrides &overrides)
{
    RecordBlock block;
    const auto tryWith = [&](char quote, char escape, double weight) {
        dialect.quote = quote;
        dialect.escape = escape;
        auto candidate = rate(sample, dialect, block);
        candidate.score *= weight;
        return candidate;
    };
    const char quote = overrides.quote.value_or('"');
    auto best = tryWith(quote, '\0', 1);
    if (quote != '\0' && sample.text.find(std::string { '\\', quote }) != sample.text.npos) {
        const auto escaped = tryWith(quote, '\\', 0.97);
        best = escaped.score > best.score ? escaped : best;
    }
    if (overrides.quote)
        return best;
    if (best.broken >= kBrokenByHabit && best.broken > best.quotedCells) {
        const auto unquoted = tryWith('\0', '\0', 0.8);
        best = unquoted.score > best.score ? unquoted : best;
    }
    if (sample.text.find('\'') != sample.text.npos) {
        const auto single = tryWith('\'', '\0', 1);
        const bool surrounds
            = single.quotedCells >= 2 && single.quotedCells * 10 >= single.filledCells;
        best = surrounds && single.score > best.score ? single : best;
    }
    return best;
}

QString nameOf(char delimiter)
{
    return delimiter == '\t' ? text(QT_TRANSLATE_NOOP("DialectGuess", "TAB"))
                             : QString(QLatin1Char(delimiter));
}

// A delimiter that gives every record the same count of fields beats one that does not, however
// many fields that gives; if two do, the one with a space behind it is rather punctuation.
double preference(const Candidate &candidate)
{
    const bool isConsistent
        = candidate.width > 1 && candidate.records > 1 && candidate.matching == candidate.records;
    if (!isConsistent)
        return 0;
    return candidate.spacedCells * 2 > candidate.innerCells ? 2 : 4;
}

void explain(const Candidate &best, DialectGuess &guess)
{
    if (best.width <= 1) {
        guess.reasons << text(
            QT_TRANSLATE_NOOP("DialectGuess", "No delimiter was found: one column."));
        return;
    }
    guess.reasons << text(QT_TRANSLATE_NOOP(
                              "DialectGuess",
                              "“%1” is the delimiter (fields: %2, in records: %3 of %4)."))
                         .arg(nameOf(best.dialect.delimiter))
                         .arg(best.width)
                         .arg(best.matching)
                         .arg(best.records);
}

void guessDelimiter(const SampleText &sample, const DialectOverrides &overrides,
                    DialectGuess &guess)
{
    std::string candidates(kDelimiters);
    if (overrides.delimiter)
        candidates = *overrides.delimiter;
    else if (guess.dialect.hasSeparatorLine)
        candidates = sample.text[4];
    Candidate best;
    double second = 0;
    for (const char delimiter : candidates) {
        auto dialect = guess.dialect;
        dialect.delimiter = delimiter;
        auto candidate = bestQuoting(sample, dialect, overrides);
        candidate.score += preference(candidate);
        if (best.records == 0 || candidate.score > best.score) {
            second = best.score;
            best = candidate;
        } else {
            second = std::max(second, candidate.score);
        }
    }
    guess.dialect = best.dialect;
    if (candidates.size() > 1)
        guess.confidence = best.width <= 1 ? 0.5 : best.score / (best.score + second);
    explain(best, guess);
}

bool looksLikeName(std::string_view cell)
{
    const bool hasLetter = std::ranges::any_of(
        cell, [](char c) { return isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80; });
    return hasLetter && cell.size() <= 200 && !isNumberOrTime(cell);
}

// Nearly all cells are filled with different names.
bool looksLikeHeader(const RecordBlock &block, const RecordSpan &record)
{
    std::set<std::string_view> names;
    for (std::uint32_t i = 0; i < record.fieldCount; ++i) {
        const auto cell = block.field(record, i);
        if (looksLikeName(cell))
            names.insert(cell);
    }
    return names.size() * 10 >= std::size_t { record.fieldCount } * 9;
}

/// Whether the header is the record `at`: all before it are far narrower, nearly all behind it have
/// its width, and it holds names.
bool isHeaderBehindPreamble(const RecordBlock &block, std::size_t at)
{
    const auto width = block.records[at].fieldCount;
    const auto following = std::span(block.records).subspan(at + 1);
    if (width < 3 || following.empty())
        return false;
    for (const auto &record : std::span(block.records).first(at)) {
        if (record.hasIssue || record.fieldCount * 2 > width)
            return false;
    }
    const auto sameWidth = std::ranges::count_if(
        following, [width](const auto &record) { return record.fieldCount == width; });
    return static_cast<std::size_t>(sameWidth) * 10 >= following.size() * 9
        && looksLikeHeader(block, block.records[at]);
}

void guessHeaderRow(const SampleText &sample, DialectGuess &guess)
{
    RecordBlock block;
    parseSample(sample, guess.dialect, kMaxRecords, block);
    const auto last = std::min(block.records.size(), kMaxPreamble + 1);
    for (std::size_t at = 1; at < last; ++at) {
        if (!isHeaderBehindPreamble(block, at))
            continue;
        guess.dialect.headerRow = static_cast<int>(at) + 1;
        guess.reasons << text(QT_TRANSLATE_NOOP(
                                  "DialectGuess",
                                  "The header is record %1: the %2 before it are much shorter."))
                             .arg(at + 1)
                             .arg(at);
        return;
    }
}

// Line ends inside quotes say nothing about how records end. LF and CR LF always end a record, so
// the question is only whether lone CRs do; where they are the rule, the odd LF is no objection.
bool linesEndWithCarriageReturn(std::string_view sample, char quote)
{
    if (sample.find('\n') == sample.npos)
        return sample.find('\r') != sample.npos;
    std::size_t lone = 0;
    std::size_t lineFeeds = 0;
    bool isQuoted = false;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const char c = sample[i];
        isQuoted ^= quote != '\0' && c == quote;
        if (isQuoted)
            continue;
        lineFeeds += c == '\n';
        lone += c == '\r' && (i + 1 == sample.size() || sample[i + 1] != '\n');
    }
    return lone > lineFeeds;
}

} // namespace

std::size_t separatorLineLength(std::string_view text)
{
    if (text.size() < 5 || qstrnicmp(text.data(), "sep=", 4) != 0)
        return 0;
    const auto end = text.substr(5);
    if (end.starts_with("\r\n"))
        return 7;
    return end.starts_with('\n') || end.starts_with('\r') ? 6 : end.empty() ? 5 : 0;
}

std::size_t parseSample(const SampleText &sample, const Dialect &dialect, std::uint32_t maxRecords,
                        RecordBlock &block)
{
    const auto skipped = dialect.hasSeparatorLine ? separatorLineLength(sample.text) : 0;
    block.clear();
    block.text = sample.text.substr(skipped);
    RecordScanner scanner(dialect, { .maxRecordBytes = sample.maxRecordBytes });
    const TextWindow window { .text = block.text, .isComplete = sample.isWholeFile };
    const auto outcome
        = scanner.scan(window, { maxRecords, std::numeric_limits<std::size_t>::max() }, block);
    return skipped + outcome.consumed;
}

DialectGuess guessDialect(const SampleText &sample, const Dialect &known,
                          const DialectOverrides &overrides)
{
    DialectGuess guess { .dialect = known };
    guess.dialect.carriageReturnEnds
        = linesEndWithCarriageReturn(sample.text, overrides.quote.value_or('"'));
    guess.dialect.hasSeparatorLine = separatorLineLength(sample.text) > 0;
    if (guess.dialect.hasSeparatorLine)
        guess.reasons << text(
            QT_TRANSLATE_NOOP("DialectGuess", "Line 1 names the delimiter (sep=)."));
    guessDelimiter(sample, overrides, guess);
    if (overrides.headerRow)
        guess.dialect.headerRow = *overrides.headerRow;
    else
        guessHeaderRow(sample, guess);
    return guess;
}

} // namespace dockhand::source
