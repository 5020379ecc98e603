// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// read_orders read|convert FILE: reads an order export by one thread, converts its records or not,
// and prints what that took as one JSON object. The peer of duckdb_read.js.

#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "tests/bench/order_rows.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <ctime>
#include <string_view>

using namespace dockhand;

namespace {

double processSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Records read; with a binding all of them are converted. -1 after an error.
std::int64_t readAll(source::CsvReader &reader,
                     const std::optional<profile::ProfileBinding> &binding)
{
    std::optional<profile::RowConverter> converter;
    if (binding)
        converter.emplace(*binding, profile::ConverterOptions {});
    source::RecordBlock block;
    profile::RowChunk chunk;
    std::int64_t rows = 0;
    for (auto more = reader.next(block); more != false; more = reader.next(block)) {
        if (!more)
            return -1;
        if (converter)
            converter->convert(block, chunk);
        rows += converter ? chunk.tables.back().size()
                          : static_cast<std::int64_t>(block.records.size());
    }
    return rows;
}

std::int64_t readFile(const QString &path, bool converts)
{
    auto input = source::openByteSource(path, source::Encoding::Utf8);
    if (!input)
        return -1;
    source::CsvReader reader(*std::move(input), source::Dialect {});
    const auto header = reader.readHeader();
    if (!header)
        return -1;
    const auto binding = converts ? bench::bindOrders(*header) : std::nullopt;
    return converts && !binding ? -1 : readAll(reader, binding);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view mode = argc == 3 ? argv[1] : "";
    if (mode != "read" && mode != "convert") {
        std::fputs("usage: read_orders read|convert FILE\n", stderr);
        return 1;
    }
    QElapsedTimer timer;
    timer.start();
    const auto cpuBefore = processSeconds();
    const auto records = readFile(QFile::decodeName(argv[2]), mode == "convert");
    const auto wall = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (records < 0) {
        std::fputs("read_orders: the file could not be read\n", stderr);
        return 1;
    }
    std::printf("{ \"records\": %lld, \"wall_seconds\": %.6f, \"cpu_seconds\": %.6f }\n",
                static_cast<long long>(records), wall, processSeconds() - cpuBefore);
    return 0;
}
