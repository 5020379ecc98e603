// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/import_cases.h"

#include "tests/bench/read_contests.h"
#include "tests/bench/sqlite_file.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

constexpr std::int64_t kOtherOrders = 20'000'000; // more than any other set has
constexpr std::int64_t kBytesPerRow = 370;

QString filesAndRows(const OrderSet &set)
{
    return u"%1 × %2 records"_s.arg(set.paths.size()).arg(set.counts.rows / set.paths.size());
}

QString sentenceOnFiles(std::int64_t files, const std::vector<double> &walls)
{
    return u"%1 small files: %2 ms a file beyond what their records cost in one file."_s.arg(files)
        .arg((walls[1] - walls[0]) * 1000 / static_cast<double>(files), 0, 'f', 3);
}

} // namespace

QStringList caseNames()
{
    return { u"a"_s,   u"b"_s,     u"again"_s, u"dirty"_s, u"filled"_s, u"small"_s,
             u"bad"_s, u"cores"_s, u"big"_s,   u"read"_s,  u"ledger"_s, u"undo"_s };
}

std::vector<Contest> ImportCases::make(const QString &name)
{
    if (name == "a"_L1)
        return newDatabase(name, 100, m_settings.shrunk(5'000));
    if (name == "b"_L1)
        return newDatabase(name, static_cast<int>(m_settings.shrunk(1'000)), 1'000);
    using Maker = std::vector<Contest> (ImportCases::*)();
    const std::pair<QString, Maker> makers[] {
        { u"again"_s, &ImportCases::again },   { u"dirty"_s, &ImportCases::dirty },
        { u"filled"_s, &ImportCases::filled }, { u"small"_s, &ImportCases::small },
        { u"bad"_s, &ImportCases::bad },       { u"cores"_s, &ImportCases::cores },
        { u"big"_s, &ImportCases::big },       { u"read"_s, &ImportCases::reading },
        { u"ledger"_s, &ImportCases::ledger }, { u"undo"_s, &ImportCases::undo },
    };
    for (const auto &[id, maker] : makers) {
        if (id == name)
            return (this->*maker)();
    }
    return {};
}

Contest ImportCases::contest(const QString &id, const QString &title) const
{
    return { .id = id, .title = title, .repeat = m_settings.repeat, .contestants = {} };
}

const OrderSet *ImportCases::setA()
{
    return m_files.make(u"a"_s, { .files = 100, .rowsPerFile = m_settings.shrunk(5'000) });
}

std::vector<Contest> ImportCases::newDatabase(const QString &id, int files, std::int64_t rows)
{
    const auto *const set = m_files.make(id, { .files = files, .rowsPerFile = rows });
    if (set == nullptr)
        return {};
    auto made = contest(id, u"new database, "_s + filesAndRows(*set));
    made.contestants = { m_contestants.intoNew(u"dockhand-cli import"_s, *set),
                         m_contestants.untyped(*set), m_contestants.typed(*set) };
    made.reference = 1;
    return { made };
}

std::vector<Contest> ImportCases::again()
{
    const auto *const set = setA();
    // The same bytes under other names.
    const auto *const same
        = m_files.make(u"again"_s, { .files = 100, .rowsPerFile = m_settings.shrunk(5'000) });
    if (set == nullptr || same == nullptr)
        return {};
    auto made = contest(u"again"_s, u"A again under other names, by force"_s);
    made.contestants = { m_contestants.intoNew(u"dockhand-cli import, first"_s, *set),
                         m_contestants.again(u"again: all duplicates"_s, *same) };
    return { made };
}

std::vector<Contest> ImportCases::dirty()
{
    const auto *const clean = setA();
    const auto *const set = m_files.make(u"dirty"_s,
                                         { .files = 100,
                                           .rowsPerFile = m_settings.shrunk(5'000),
                                           .dirtyShare = 0.02,
                                           .repeatShare = 0.2 });
    if (clean == nullptr || set == nullptr)
        return {};
    auto made = contest(u"dirty"_s, u"A with 2 % bad and 20 % repeated records"_s);
    made.contestants
        = { m_contestants.intoNew(u"dockhand-cli import, clean"_s, *clean),
            m_contestants.intoNew(u"dockhand-cli import, with bad and repeated ones"_s, *set) };
    return { made };
}

std::vector<Contest> ImportCases::filled()
{
    const auto *const set = setA();
    std::vector<Contest> contests;
    for (const auto records : m_settings.filled) {
        auto made = set != nullptr ? filledWith(*set, m_settings.shrunk(records)) : std::nullopt;
        if (!made)
            return {};
        contests.push_back(*std::move(made));
    }
    return contests;
}

std::optional<Contest> ImportCases::filledWith(const OrderSet &set, std::int64_t records)
{
    const auto filled = m_settings.work + u"/filled-%1.sqlite"_s.arg(records);
    const auto staging = m_settings.work + u"/staging.sqlite"_s;
    const auto *const others = m_files.make(u"others-%1"_s.arg(records),
                                            { .rowsPerFile = records, .firstOrder = kOtherOrders });
    if (others == nullptr || !m_contestants.makeFilled(*others, filled)
        || !m_contestants.makeStaging(set, staging))
        return std::nullopt;
    auto made = contest(u"filled-%1"_s.arg(records),
                        u"A into tables that hold %1 other records"_s.arg(records));
    made.contestants = { m_contestants.intoFilled(u"dockhand-cli import"_s, set, filled),
                         m_contestants.untyped(set), m_contestants.transfer(set, staging, filled) };
    made.reference = 1;
    return made;
}

std::vector<Contest> ImportCases::small()
{
    constexpr std::int64_t kRows = 20;
    const auto count = m_settings.shrunk(10'000);
    const auto *const one = m_files.make(u"small-one"_s, { .rowsPerFile = count * kRows });
    const auto *const many
        = m_files.make(u"small"_s, { .files = static_cast<int>(count), .rowsPerFile = kRows });
    if (one == nullptr || many == nullptr)
        return {};
    auto made = contest(u"small"_s, u"small files"_s);
    made.contestants
        = { m_contestants.intoNew(u"dockhand-cli import, "_s + filesAndRows(*one), *one),
            m_contestants.intoNew(u"dockhand-cli import, "_s + filesAndRows(*many), *many) };
    made.conclusion
        = [count](const std::vector<double> &walls) { return sentenceOnFiles(count, walls); };
    return { made };
}

std::vector<Contest> ImportCases::bad()
{
    const auto rows = m_settings.shrunk(1'000'000);
    const auto *const clean = m_files.make(u"clean"_s, { .rowsPerFile = rows });
    const auto *const set
        = m_files.make(u"bad"_s, { .rowsPerFile = rows, .everyRow = testdata::Dirt::BadAmount });
    if (clean == nullptr || set == nullptr)
        return {};
    auto made = contest(u"bad"_s, u"every record has one error"_s);
    made.contestants = { m_contestants.intoNew(u"dockhand-cli import, clean"_s, *clean),
                         m_contestants.intoNew(u"dockhand-cli import, all rejected"_s, *set) };
    return { made };
}

std::vector<Contest> ImportCases::cores()
{
    const auto *const set
        = m_files.make(u"cores"_s, { .rowsPerFile = m_settings.shrunk(2'000'000) });
    if (set == nullptr)
        return {};
    auto made = contest(u"cores"_s, u"one file, whole import"_s);
    made.contestants = { m_contestants.intoNew(u"dockhand-cli import, 1 core"_s, *set,
                                               { u"taskset"_s, u"-c"_s, u"0"_s }),
                         m_contestants.intoNew(u"dockhand-cli import, 2 cores"_s, *set,
                                               { u"taskset"_s, u"-c"_s, u"0,1"_s }) };
    auto reading = coresContest(m_settings, *set);
    reading.repeat = m_settings.repeat;
    return { reading, made };
}

std::vector<Contest> ImportCases::big()
{
    const auto rows
        = std::max<std::int64_t>(1, m_settings.shrunk(m_settings.bigBytes) / kBytesPerRow);
    const auto *const few = m_files.make(u"few"_s, { .rowsPerFile = 5'000 });
    const auto *const set = m_files.make(u"big"_s, { .rowsPerFile = rows });
    if (few == nullptr || set == nullptr)
        return {};
    auto made = contest(
        u"big"_s,
        u"one file of %1 MB"_s.arg(static_cast<double>(set->counts.bytes) / 1e6, 0, 'f', 0));
    made.repeat = 1; // for its memory
    made.contestants = { m_contestants.intoNew(u"dockhand-cli import, 5000 records"_s, *few),
                         m_contestants.intoNew(u"dockhand-cli import, the big file"_s, *set) };
    return { made };
}

// What the watermarks, counts and rejects cost: of clean files, and where there are some rejects.
std::vector<Contest> ImportCases::ledger()
{
    const auto *const clean = setA();
    const auto *const dirty = m_files.make(u"ledger-dirty"_s,
                                           { .files = 100,
                                             .rowsPerFile = m_settings.shrunk(5'000),
                                             .dirtyShare = 0.02,
                                             .repeatShare = 0.05 });
    if (clean == nullptr || dirty == nullptr)
        return {};
    std::vector<Contest> contests;
    for (const auto *const set : { clean, dirty }) {
        auto made = contest(set == clean ? u"ledger"_s : u"ledger-dirty"_s,
                            u"the price of the ledger, "_s
                                + (set == clean ? u"A"_s : u"A with 2 % bad records"_s));
        made.contestants = { m_contestants.byEngine(u"without the ledger"_s, *set, false),
                             m_contestants.byEngine(u"with it"_s, *set, true) };
        contests.push_back(made);
    }
    return contests;
}

std::vector<Contest> ImportCases::undo()
{
    const auto *const set = setA();
    const auto filled = m_settings.work + u"/filled.sqlite"_s;
    const auto records = m_settings.shrunk(m_settings.filled.front());
    const auto *const others
        = m_files.make(u"others"_s, { .rowsPerFile = records, .firstOrder = kOtherOrders });
    if (set == nullptr || others == nullptr || !m_contestants.makeFilled(*others, filled))
        return {};
    auto made = contest(u"undo"_s,
                        u"A into tables that hold %1 other records, and its undo"_s.arg(records));
    made.contestants = { m_contestants.intoFilled(u"dockhand-cli import"_s, *set, filled),
                         m_contestants.undo(u"dockhand-cli undo"_s, *set, filled) };
    return { made };
}

std::vector<Contest> ImportCases::reading()
{
    const auto *const set = m_files.make(u"read"_s, { .rowsPerFile = m_settings.shrunk(500'000) });
    if (set == nullptr)
        return {};
    auto contests = readContests(m_settings, *set);
    for (auto &made : contests)
        made.repeat = m_settings.repeat;
    return contests;
}

} // namespace dockhand::bench
