// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// read_orders read|convert|convert-beside FILE: reads an order export by one thread, converts its
// records in it, in another thread, or not, and prints what that took as one JSON object. The peer
// of duckdb_read.js.

#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "core/source/read_ahead.h"
#include "tests/bench/order_rows.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string_view>

using namespace dockhand;

namespace {

double processSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

enum class Mode : std::uint8_t { Read, Convert, ConvertBeside };

std::optional<Mode> modeOf(std::string_view name)
{
    if (name == "read")
        return Mode::Read;
    if (name == "convert")
        return Mode::Convert;
    if (name == "convert-beside")
        return Mode::ConvertBeside;
    return std::nullopt;
}

// Records read; with a binding all of them are converted. -1 after an error.
std::int64_t readAll(source::CsvReader &reader,
                     const std::optional<profile::ProfileBinding> &binding, Mode mode)
{
    std::optional<profile::RowConverter> converter;
    if (binding)
        converter.emplace(*binding, profile::ConverterOptions {});
    std::optional<source::ReadAhead> ahead;
    if (mode == Mode::ConvertBeside)
        ahead.emplace(reader, source::ReaderLimits {}.maxRecords);
    source::RecordBlock block;
    ByteBuffer text;
    const auto next = [&] { return ahead ? ahead->next(block, text) : reader.next(block); };
    profile::RowChunk chunk;
    std::int64_t rows = 0;
    for (auto more = next(); more != false; more = next()) {
        if (!more)
            return -1;
        if (converter)
            converter->convert(block, chunk);
        rows += converter ? chunk.tables.back().size()
                          : static_cast<std::int64_t>(block.records.size());
    }
    return rows;
}

std::int64_t readFile(const QString &path, Mode mode)
{
    auto input = source::openByteSource(path, source::Encoding::Utf8);
    if (!input)
        return -1;
    source::CsvReader reader(*std::move(input), source::Dialect {});
    const auto header = reader.readHeader();
    if (!header)
        return -1;
    if (mode == Mode::Read)
        return readAll(reader, std::nullopt, mode);
    const auto binding = bench::bindOrders(*header);
    return binding ? readAll(reader, binding, mode) : -1;
}

} // namespace

int main(int argc, char **argv)
{
    const auto mode = modeOf(argc == 3 ? argv[1] : "");
    if (!mode) {
        std::fputs("usage: read_orders read|convert|convert-beside FILE\n", stderr);
        return 1;
    }
    QElapsedTimer timer;
    timer.start();
    const auto cpuBefore = processSeconds();
    const auto records = readFile(QFile::decodeName(argv[2]), *mode);
    const auto wall = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (records < 0) {
        std::fputs("read_orders: the file could not be read\n", stderr);
        return 1;
    }
    std::printf("{ \"records\": %lld, \"wall_seconds\": %.6f, \"cpu_seconds\": %.6f }\n",
                static_cast<long long>(records), wall, processSeconds() - cpuBefore);
    return 0;
}
