// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/source/reference_reader.h"

#include <cstdio>
#include <cstdlib>

using namespace dockhand::source;

namespace {

// The first bytes of an input choose how the rest is read.
constexpr std::size_t kChoices = 3;

Dialect chosenDialect(std::uint8_t choice)
{
    Dialect dialect;
    dialect.headerRow = choice & 1;
    dialect.delimiter = (choice & 2) != 0 ? ';' : ',';
    dialect.quote = (choice & 12) == 0 ? '\0' : (choice & 12) == 4 ? '\'' : '"';
    dialect.escape = (choice & 16) != 0 ? '\\' : '\0';
    dialect.carriageReturnEnds = (choice & 32) != 0;
    dialect.hasSeparatorLine = (choice & 64) != 0;
    return dialect;
}

ReaderLimits chosenLimits(std::uint8_t choice)
{
    ReaderLimits limits;
    limits.maxRecords = (choice & 1) != 0 ? 2 : 4096;
    limits.maxBlockBytes = (choice & 2) != 0 ? 20 : 1 << 20;
    limits.maxRecordBytes = (choice & 4) != 0 ? 50 : 16 << 20;
    return limits;
}

// Every 16th input, since a thread takes longer than reading a short text.
Reading chosenReading(std::uint8_t choice)
{
    return choice >> 4 == 0xF ? Reading::Ahead : Reading::Itself;
}

} // namespace

// Both readers must tell the same about any bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < kChoices)
        return 0;
    const auto dialect = chosenDialect(data[0]);
    const auto limits = chosenLimits(data[1]);
    const std::vector<std::size_t> pieces { std::size_t { data[2] } + 1 };
    const std::string bytes(reinterpret_cast<const char *>(data) + kChoices, size - kChoices);
    std::string fault;
    const auto expected = readSlowly(bytes, dialect, limits);
    const auto found
        = readThroughReader(bytes, dialect, limits, pieces, fault, chosenReading(data[1]));
    if (fault.empty() && expected == found)
        return 0;
    std::fprintf(stderr, "fault: %s\nexpected %s\nfound %s\n", fault.c_str(),
                 describe(expected).c_str(), describe(found).c_str());
    std::abort();
}
