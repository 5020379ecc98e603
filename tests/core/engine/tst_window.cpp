// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window.h"

#include <QTest>

#include <random>
#include <tuple>

using namespace dockhand;
using namespace dockhand::engine;
using profile::ImportProfile;
using profile::RowChunk;
using profile::TableSpec;
using profile::ValueType;

namespace {

struct Key
{
    std::string text;
    std::int64_t number = 0;
};

ImportProfile keyedProfile()
{
    ImportProfile profile;
    TableSpec spec;
    spec.name = QStringLiteral("t");
    spec.columns = { { QStringLiteral("n"), ValueType::Integer, 0, true },
                     { QStringLiteral("code"), ValueType::Text, 0, true } };
    spec.key = { 1, 0 };
    profile.tables.push_back({ spec, {} });
    return profile;
}

std::unique_ptr<RowChunk> chunkOf(const std::vector<Key> &keys)
{
    auto chunk = std::make_unique<RowChunk>();
    chunk->tables.resize(1);
    chunk->tables[0].reset(2);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        const auto row = chunk->tables[0].append({ i, i });
        chunk->tables[0].setInteger(row, 0, keys[i].number);
        const auto begin = static_cast<std::uint32_t>(chunk->text.size());
        chunk->text.append(keys[i].text);
        chunk->tables[0].setText(row, 1,
                                 { begin, static_cast<std::uint32_t>(keys[i].text.size()) });
    }
    chunk->recordsRead = static_cast<std::int64_t>(keys.size());
    return chunk;
}

Window windowOf(std::vector<std::vector<Key>> chunks)
{
    Window window;
    for (std::size_t file = 0; file < chunks.size(); ++file)
        window.parts.push_back({ file, chunkOf(chunks[file]) });
    return window;
}

using Sorted = std::vector<std::tuple<std::string, std::int64_t, std::uint32_t, std::uint32_t>>;

Sorted sorted(Window &window, const ImportProfile &profile)
{
    const std::vector<std::size_t> profileOfFile(window.parts.size(), 0);
    const std::vector<const ImportProfile *> profiles { &profile };
    sortWindow(window, profileOfFile, profiles);
    Sorted rows;
    for (const auto &row : window.tables.at(0).rows) {
        const auto &chunk = *window.parts[row.part].chunk;
        rows.emplace_back(std::string(chunk.slice(chunk.tables[0].text(row.row, 1))),
                          chunk.tables[0].integer(row.row, 0), row.part, row.row);
    }
    return rows;
}

} // namespace

/// A window's rows are in key order, equal keys in queue order.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreInKeyOrder();
    void equalKeysKeepQueueOrder();
    void negativeNumbersComeFirst();
    void textIsComparedByBytes();
    void randomWindowsEqualASlowSort();
    void withoutKeyRecordOrderStays();
};

void TestWindow::rowsAreInKeyOrder()
{
    auto window = windowOf({ { { "b", 2 }, { "a", 9 } }, { { "b", 1 } } });
    const Sorted expected { { "a", 9, 0, 1 }, { "b", 1, 1, 0 }, { "b", 2, 0, 0 } };
    QVERIFY(sorted(window, keyedProfile()) == expected);
}

void TestWindow::equalKeysKeepQueueOrder()
{
    auto window = windowOf({ { { "same key longer than eight bytes", 1 } },
                             { { "same key longer than eight bytes", 1 },
                               { "same key longer than eight bytes", 1 } } });
    const auto rows = sorted(window, keyedProfile());
    QCOMPARE(std::get<2>(rows[0]), 0U);
    QCOMPARE(std::get<2>(rows[1]), 1U);
    QCOMPARE(std::get<3>(rows[1]), 0U);
    QCOMPARE(std::get<3>(rows[2]), 1U);
}

void TestWindow::negativeNumbersComeFirst()
{
    auto profile = keyedProfile();
    profile.tables[0].spec.key = { 0 };
    auto window
        = windowOf({ { { "", 5 }, { "", -3 }, { "", 0 }, { "", INT64_MIN }, { "", INT64_MAX } } });
    std::vector<std::int64_t> numbers;
    for (const auto &row : sorted(window, profile))
        numbers.push_back(std::get<1>(row));
    QVERIFY((numbers == std::vector<std::int64_t> { INT64_MIN, -3, 0, 5, INT64_MAX }));
}

void TestWindow::textIsComparedByBytes()
{
    // A prefix comes before its continuation; bytes above 127 come last.
    auto window = windowOf(
        { { { "é", 0 }, { "ab", 0 }, { "a", 0 }, { std::string("a\0", 2), 0 }, { "Z", 0 } } });
    std::vector<std::string> texts;
    for (const auto &row : sorted(window, keyedProfile()))
        texts.push_back(std::get<0>(row));
    QVERIFY((texts == std::vector<std::string> { "Z", "a", std::string("a\0", 2), "ab", "é" }));
}

void TestWindow::randomWindowsEqualASlowSort()
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::vector<Key>> chunks(1 + random() % 5);
        for (auto &chunk : chunks) {
            for (auto i = random() % 40; i > 0; --i)
                chunk.push_back({ std::string(random() % 12, static_cast<char>('a' + random() % 2)),
                                  static_cast<std::int64_t>(random() % 3) });
        }
        Sorted expected;
        for (std::uint32_t part = 0; part < chunks.size(); ++part) {
            for (std::uint32_t row = 0; row < chunks[part].size(); ++row)
                expected.emplace_back(chunks[part][row].text, chunks[part][row].number, part, row);
        }
        std::sort(expected.begin(), expected.end());
        auto window = windowOf(chunks);
        QVERIFY(sorted(window, keyedProfile()) == expected);
    }
}

void TestWindow::withoutKeyRecordOrderStays()
{
    auto profile = keyedProfile();
    profile.tables[0].spec.key.clear();
    auto window = windowOf({ { { "z", 1 }, { "a", 2 } }, { { "m", 3 } } });
    const Sorted expected { { "z", 1, 0, 0 }, { "a", 2, 0, 1 }, { "m", 3, 1, 0 } };
    QVERIFY(sorted(window, profile) == expected);
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
