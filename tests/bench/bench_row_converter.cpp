// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "core/source/memory_source.h"
#include "tests/bench/order_rows.h"
#include "tests/data/order_generator.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <string>

using namespace dockhand;

namespace {

// Reading and converting; the reader's share is what bench_csv_reader shows.
void benchOrders(benchmark::State &state)
{
    const auto text
        = testdata::OrderGenerator(
              { .rowsPerFile = 50'000, .dirtyShare = static_cast<double>(state.range(0)) / 100 })
              .file();
    std::int64_t records = 0;
    source::RecordBlock block;
    profile::RowChunk chunk;
    while (state.KeepRunning()) {
        source::CsvReader reader(std::make_unique<source::MemorySource>(text), source::Dialect {});
        const auto header = reader.readHeader();
        const auto binding = header ? bench::bindOrders(*header) : std::nullopt;
        if (!binding) {
            state.SkipWithError("the profile does not bind");
            return;
        }
        profile::RowConverter converter(*binding, {});
        while (reader.next(block).value_or(false)) {
            converter.convert(block, chunk);
            records += chunk.recordsRead;
        }
    }
    state.SetItemsProcessed(records);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations())
                            * static_cast<std::int64_t>(text.size()));
}

} // namespace

BENCHMARK(benchOrders)->ArgName("dirty_percent")->Arg(0)->Arg(10)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
