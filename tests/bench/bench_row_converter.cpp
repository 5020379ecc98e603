// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "tests/bench/memory_source.h"
#include "tests/data/order_generator.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <string>

using namespace dockhand;

namespace {

std::optional<profile::ProfileBinding> bindOrders(const std::vector<std::string> &header)
{
    source::Sniff sniff;
    sniff.header = header;
    for (auto &found : profile::loadProfiles({})) {
        if (found.id == QLatin1String("jakmall-dropship")) {
            auto binding = profile::bindProfile(
                std::make_shared<const profile::ImportProfile>(std::move(found)), sniff);
            if (binding)
                return *binding;
        }
    }
    return std::nullopt;
}

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
    for (auto _ : state) {
        source::CsvReader reader(std::make_unique<bench::MemorySource>(text), source::Dialect {});
        const auto header = reader.readHeader();
        const auto binding = header ? bindOrders(*header) : std::nullopt;
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
