// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/source/reader_check.h"

#include <QByteArray>

#include <algorithm>

namespace dockhand::source {

using namespace std::string_literals;

std::string difference(const std::string &bytes, const Dialect &dialect, const ReaderLimits &limits,
                       const std::vector<std::size_t> &pieces, Reading reading)
{
    std::string fault;
    const auto expected = readSlowly(bytes, dialect, limits);
    const auto found = readThroughReader(bytes, dialect, limits, pieces, fault, reading);
    if (fault.empty() && expected == found)
        return {};
    const auto shown = [](const std::string &text) {
        const QByteArray kept(" ,;\"'{}[]()#@:\\\n");
        return QByteArray::fromStdString(text).toPercentEncoding(kept).toStdString();
    };
    const auto wanted = describe(expected);
    const auto got = describe(found);
    const auto same = std::ranges::mismatch(wanted, got).in1 - wanted.begin();
    const auto line = wanted.rfind('\n', static_cast<std::size_t>(same)) + 1;
    return "input {" + shown(bytes) + "}\nfault: " + fault + "\nexpected "
        + shown(wanted.substr(line, 300)) + "\nfound " + shown(got.substr(line, 300));
}

std::string randomText(std::mt19937 &random, std::size_t length)
{
    static const std::vector<std::string> kParts { ",",
                                                   ",",
                                                   "\"",
                                                   "\"",
                                                   "\"\"",
                                                   "\n",
                                                   "\n",
                                                   "\r\n",
                                                   "\r",
                                                   ";",
                                                   "a",
                                                   "bc",
                                                   " ",
                                                   "\\",
                                                   "'",
                                                   "é",
                                                   "\xFF",
                                                   "\xE2\x82",
                                                   "long text without end ",
                                                   "\x1A",
                                                   ",\"",
                                                   "\",",
                                                   "\"\n",
                                                   "\n\"",
                                                   "\0"s };
    std::string text;
    while (text.size() < length)
        text += kParts[random() % kParts.size()];
    return text;
}

Dialect randomDialect(std::mt19937 &random)
{
    Dialect dialect;
    const auto oneIn = [&random](unsigned n) { return random() % n == 0; };
    dialect.delimiter = oneIn(4) ? ';' : ',';
    dialect.quote = oneIn(8) ? '\0' : oneIn(8) ? '\'' : '"';
    dialect.escape = oneIn(6) ? '\\' : '\0';
    dialect.carriageReturnEnds = oneIn(6);
    dialect.headerRow = oneIn(3) ? 1 : oneIn(8) ? 2 : 0;
    return dialect;
}

ReaderLimits randomLimits(std::mt19937 &random)
{
    ReaderLimits limits;
    const auto pick = [&random](std::initializer_list<unsigned> values) {
        return *(values.begin() + random() % values.size());
    };
    limits.maxRecords = pick({ 1, 2, 7, 4096 });
    limits.maxBlockBytes = pick({ 1, 16, 100, 1 << 20 });
    limits.maxRecordBytes = pick({ 5, 40, 200, 16 << 20, 16 << 20 });
    return limits;
}

} // namespace dockhand::source
