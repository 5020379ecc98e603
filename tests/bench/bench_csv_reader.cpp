// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/csv_reader.h"
#include "core/source/memory_source.h"
#include "tests/data/order_generator.h"

#include <benchmark/benchmark.h>

#include <string>

using namespace dockhand;

namespace {

std::string orders(std::int64_t rows)
{
    return testdata::OrderGenerator({ .rowsPerFile = rows }).file();
}

// Many short unquoted fields: the worst case per byte.
std::string shortFields(std::int64_t rows)
{
    std::string text = "a,b,c,d,e,f,g,h\n";
    for (std::int64_t row = 0; row < rows; ++row)
        text += "1,22,333,4,55,666,7,88\n";
    return text;
}

void readAll(benchmark::State &state, const std::string &text)
{
    std::int64_t records = 0;
    source::RecordBlock block;
    while (state.KeepRunning()) {
        source::CsvReader reader(std::make_unique<source::MemorySource>(text), source::Dialect {},
                                 { .maxRecords = static_cast<std::uint32_t>(state.range(0)) });
        auto header = reader.readHeader();
        benchmark::DoNotOptimize(header);
        while (reader.next(block).value_or(false))
            records += static_cast<std::int64_t>(block.records.size());
    }
    state.SetItemsProcessed(records);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations())
                            * static_cast<std::int64_t>(text.size()));
}

void benchOrders(benchmark::State &state)
{
    readAll(state, orders(50'000));
}

void benchShortFields(benchmark::State &state)
{
    readAll(state, shortFields(200'000));
}

} // namespace

BENCHMARK(benchOrders)->Arg(512)->Arg(4096)->Unit(benchmark::kMillisecond);
BENCHMARK(benchShortFields)->Arg(4096)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
