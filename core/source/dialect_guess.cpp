// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/dialect_guess.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <span>
#include <string>

namespace dockhand::source {

namespace {

constexpr std::size_t kBrokenByHabit = 3;

constexpr std::string_view kDelimiters = ",;\t|";
constexpr std::size_t kMaxPreamble = 20;

QString text(const char *source)
{
    return QCoreApplication::translate("DialectGuess", source);
}

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Double quotes unless another way reads the sample clearly better. An apostrophe alone is Excel's
// mark for text; as a quote it must surround cells. Quotes are ordinary only where they break
// several records and more of them than cells: one quote that was never closed is damage, to be
// reported, and not a way of writing.
DialectRating bestQuoting(DialectRater &rater, Dialect dialect, const DialectOverrides &overrides,
                          bool hasEscapedQuotes)
{
    const auto tryWith = [&](char quote, char escape, double weight) {
        dialect.quote = quote;
        dialect.escape = escape;
        auto rating = rater.rate(dialect);
        rating.score *= weight;
        return rating;
    };
    const char quote = overrides.quote.value_or('"');
    auto best = tryWith(quote, '\0', 1);
    if (hasEscapedQuotes) {
        const auto escaped = tryWith(quote, '\\', 0.97);
        best = escaped.score > best.score ? escaped : best;
    }
    if (overrides.quote)
        return best;
    if (best.broken >= kBrokenByHabit && best.broken > best.quotedCells) {
        const auto unquoted = tryWith('\0', '\0', 0.8);
        best = unquoted.score > best.score ? unquoted : best;
    }
    if (rater.mayBeQuotedByApostrophes(dialect.delimiter)) {
        const auto single = tryWith('\'', '\0', 1);
        const bool surrounds
            = single.quotedCells >= 2 && single.quotedCells * 10 >= single.filledCells;
        best = surrounds && single.score > best.score ? single : best;
    }
    return best;
}

bool holdsEscaped(std::string_view text, char quote)
{
    return quote != '\0' && text.find(std::string { '\\', quote }) != text.npos;
}

QString nameOf(char delimiter)
{
    return delimiter == '\t' ? text(QT_TRANSLATE_NOOP("DialectGuess", "TAB"))
                             : QString(QLatin1Char(delimiter));
}

// A delimiter that gives every record the same count of fields beats one that does not, however
// many fields that gives; if two do, the one with a space behind it is rather punctuation.
double preference(const DialectRating &candidate)
{
    const bool isConsistent
        = candidate.width > 1 && candidate.records > 1 && candidate.matching == candidate.records;
    if (!isConsistent)
        return 0;
    return candidate.spacedCells * 2 > candidate.innerCells ? 2 : 4;
}

void explain(const DialectRating &best, DialectGuess &guess)
{
    if (best.width <= 1) {
        guess.reasons << text(
            QT_TRANSLATE_NOOP("DialectGuess", "No delimiter was found: one column."));
        return;
    }
    guess.reasons << text(QT_TRANSLATE_NOOP(
                              "DialectGuess",
                              "“%1” is the delimiter (fields: %2, in records: %3 of %4)."))
                         .arg(nameOf(best.dialect.delimiter), QString::number(best.width),
                              QString::number(best.matching), QString::number(best.records));
}

void guessDelimiter(const SampleText &sample, const DialectOverrides &overrides, SampleParse &parse,
                    DialectGuess &guess)
{
    DialectRater rater(sample, parse);
    const bool hasEscapedQuotes = holdsEscaped(sample.text, overrides.quote.value_or('"'));
    std::string candidates(kDelimiters);
    if (overrides.delimiter)
        candidates = *overrides.delimiter;
    else if (guess.dialect.hasSeparatorLine)
        candidates = sample.text[4];
    DialectRating best;
    double second = 0;
    for (const char delimiter : candidates) {
        auto dialect = guess.dialect;
        dialect.delimiter = delimiter;
        auto candidate = bestQuoting(rater, dialect, overrides, hasEscapedQuotes);
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
bool isHeaderBehindPreamble(const RecordBlock &block, std::span<const RecordSpan> records,
                            std::size_t at)
{
    const auto width = records[at].fieldCount;
    const auto following = records.subspan(at + 1);
    if (width < 3 || following.empty())
        return false;
    for (const auto &record : records.first(at)) {
        if (record.hasIssue || record.fieldCount * 2 > width)
            return false;
    }
    const auto sameWidth = std::ranges::count_if(
        following, [width](const auto &record) { return record.fieldCount == width; });
    return static_cast<std::size_t>(sameWidth) * 10 >= following.size() * 9
        && looksLikeHeader(block, records[at]);
}

void guessHeaderRow(const SampleText &sample, SampleParse &parse, DialectGuess &guess)
{
    const auto &block = parse.records(sample, guess.dialect, DialectRater::kMaxRecords);
    const auto records = ratedRecords(block);
    const auto last = std::min(records.size(), kMaxPreamble + 1);
    for (std::size_t at = 1; at < last; ++at) {
        if (!isHeaderBehindPreamble(block, records, at))
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
    auto first = sample.find('\r');
    while (first != sample.npos && first + 1 < sample.size() && sample[first + 1] == '\n')
        first = sample.find('\r', first + 2);
    if (first == sample.npos)
        return false; // all belong to a CR LF
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

DialectGuess guessDialect(const SampleText &sample, const Dialect &known,
                          const DialectOverrides &overrides, SampleParse &parse)
{
    DialectGuess guess { .dialect = known };
    guess.dialect.carriageReturnEnds
        = linesEndWithCarriageReturn(sample.text, overrides.quote.value_or('"'));
    guess.dialect.hasSeparatorLine = separatorLineLength(sample.text) > 0;
    if (guess.dialect.hasSeparatorLine)
        guess.reasons << text(
            QT_TRANSLATE_NOOP("DialectGuess", "Line 1 names the delimiter (sep=)."));
    guessDelimiter(sample, overrides, parse, guess);
    if (overrides.headerRow)
        guess.dialect.headerRow = *overrides.headerRow;
    else
        guessHeaderRow(sample, parse, guess);
    return guess;
}

} // namespace dockhand::source
