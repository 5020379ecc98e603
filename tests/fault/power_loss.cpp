// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/power_loss.h"

#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"
#include "tests/fault/database_look.h"
#include "tests/fault/losing_disk.h"

#include <QDir>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>
#include <map>
#include <random>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using Note = std::function<void(const QString &)>;

constexpr int kSmallCache = 64 << 10; ///< so that pages are written before their commit
constexpr int kMostLossesInChain = 4;

const QStringList &rowTables()
{
    static const QStringList tables { u"dropship_purchase_details"_s, u"stock"_s };
    return tables;
}

enum class Start { New, Filled, FilledWal };

/// One way to import.
struct Case
{
    Start start = Start::New;
    int concurrency = 1;
    bool hasSmallCache = false;
    bool spoilsSectors = false;

    [[nodiscard]] QString describe() const
    {
        const auto database = start == Start::New ? u"new"_s
            : start == Start::Filled              ? u"filled"_s
                                                  : u"filled, WAL"_s;
        return u"%1; files at once: %2; %3 cache"_s.arg(database)
            .arg(concurrency)
            .arg(hasSmallCache ? u"small"_s : u"large"_s);
    }
};

/// What a process told before it ended.
struct Told
{
    int exitCode = -1;
    QString runState; ///< empty: it was cut off
    qint64 operations = 0;
    QMap<QString, FileLook> files;
    QByteArray errorText;
};

Told parse(const QByteArray &output)
{
    Told told;
    for (const auto &line : output.split('\n')) {
        const auto parts = QString::fromUtf8(line).split(u'\t');
        if (parts[0] == "run"_L1)
            told.runState = parts.value(1);
        else if (parts[0] == "operations"_L1)
            told.operations = parts.value(1).toLongLong();
        else if (parts[0] == "file"_L1)
            told.files.insert(
                parts.value(4),
                { parts.value(1), 0, parts.value(2).toLongLong(), parts.value(3).toLongLong() });
    }
    return told;
}

bool isFinal(const QString &state)
{
    return state == "done"_L1 || state == "partial"_L1 || state == "skipped"_L1;
}

/// The imports of one plan.
class Losses
{
public:
    Losses(const PowerLossPlan &plan, const Note &note)
        : m_plan(plan)
        , m_note(note)
    {
    }

    PowerLossOutcome run();

private:
    struct Undisturbed
    {
        qint64 operations = 0;
        QMap<QString, TableContent> content;
    };

    bool makeData();
    bool makeStarts();
    bool importUndisturbed(const Case &each);
    [[nodiscard]] Case beginRound();
    bool playRound(const Case &each);
    bool loseOnce(const Case &each, qint64 &operation, DatabaseLook &before);
    bool compareLook(const Told &told, const DatabaseLook &before, const DatabaseLook &now);
    bool compareFiles(const Told &told, const DatabaseLook &before, const DatabaseLook &now);
    bool bringToEnd(const Case &each);
    bool fail(const QString &fault);

    [[nodiscard]] Told import(const Case &each, const QString &database, const QString &data,
                              const QStringList &more) const;
    void place(const Case &each) const;
    [[nodiscard]] DatabaseLook look() const
    {
        return lookAtCopy(database(), path(u"look.sqlite"_s), rowTables());
    }
    [[nodiscard]] QString path(const QString &name) const
    {
        return QDir(m_plan.folder).filePath(name);
    }
    [[nodiscard]] QString database() const { return path(u"lossy.sqlite"_s); }

    const PowerLossPlan &m_plan;
    const Note &m_note;
    std::mt19937 m_random;
    std::map<std::pair<Start, bool>, Undisturbed> m_undisturbed; ///< by start and small cache
    PowerLossOutcome m_outcome;
};

PowerLossOutcome Losses::run()
{
    if (!makeData() || !makeStarts())
        return m_outcome;
    for (const auto start : { Start::New, Start::Filled, Start::FilledWal }) {
        for (const bool small : { false, true }) {
            if (!importUndisturbed({ .start = start, .hasSmallCache = small }))
                return m_outcome;
        }
    }
    while (m_outcome.losses < m_plan.losses)
        playRound(beginRound());
    return m_outcome;
}

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

// Dirty orders with repeats, and a table without a key: there, nothing but the watermark keeps rows
// from coming twice.
bool Losses::makeData()
{
    bool done = QDir().mkpath(path(u"orders"_s)) && QDir().mkpath(path(u"before"_s));
    testdata::OrderGenerator orders(
        { .seed = 11, .rowsPerFile = 700, .dirtyShare = 0.02, .repeatShare = 0.1 });
    for (int index = 1; index <= 4; ++index) {
        done = done
            && writeFile(path(u"orders/orders-%1.csv"_s.arg(index)),
                         QByteArray::fromStdString(orders.file()));
    }
    done = done
        && writeFile(path(u"orders/stock.csv"_s),
                     "sku,count\n" + QByteArray("A,1\nB,2\nA,1\nC\n").repeated(600));
    // Some of what is in before comes again.
    testdata::OrderGenerator before(
        { .seed = 11, .rowsPerFile = 600, .dirtyShare = 0.02, .firstOrder = 300 });
    done = done && writeFile(path(u"before/before.csv"_s), QByteArray::fromStdString(before.file()))
        && writeFile(path(u"before/stock.csv"_s), "sku,count\n" + QByteArray("D,4\n").repeated(50));
    return done || fail(u"the data cannot be written"_s);
}

bool setWal(const QString &path)
{
    bool done = false;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"wal"_s);
        connection.setDatabaseName(path);
        done = connection.open() && QSqlQuery(connection).exec(u"PRAGMA journal_mode = WAL"_s);
    }
    QSqlDatabase::removeDatabase(u"wal"_s);
    return done;
}

bool Losses::makeStarts()
{
    const auto filled = path(u"filled.sqlite"_s);
    removeDatabase(filled);
    const auto told = import({}, filled, path(u"before"_s), {});
    if (told.exitCode != 2)
        return fail(u"the database to begin with: "_s + QString::fromUtf8(told.errorText));
    const auto wal = path(u"filled-wal.sqlite"_s);
    return (copyDatabase(filled, wal) && setWal(wal))
        || fail(u"the database to begin with cannot be copied"_s);
}

bool Losses::importUndisturbed(const Case &each)
{
    place(each);
    const auto told = import(each, database(), path(u"orders"_s), { u"--lose-at"_s, u"0"_s });
    if (told.exitCode != 2)
        return fail(u"undisturbed: "_s + QString::fromUtf8(told.errorText));
    if (!compareLook(told, {}, look()))
        return false;
    const Undisturbed result { told.operations, contentOf(database()) };
    m_undisturbed[{ each.start, each.hasSmallCache }] = result;
    m_note(u"undisturbed (%1): %2 operations\n%3"_s.arg(each.describe())
               .arg(result.operations)
               .arg(describe(result.content)));
    return true;
}

// Every round has random numbers of its own, which depend on nothing that happened before.
Case Losses::beginRound()
{
    const auto turn = m_outcome.rounds++;
    std::seed_seq seed { m_plan.seed, static_cast<std::uint32_t>(turn) };
    m_random.seed(seed);
    Case round;
    round.start = static_cast<Start>(turn % 3);
    round.concurrency = turn / 3 % 2 == 0 ? 1 : 4;
    // Not with a WAL: SQLite fills a commit's last sector for the writer that made it, but who goes
    // on after a loss may write into that sector. Its usual file system takes every disk for one
    // with powersafe overwrite anyway.
    round.spoilsSectors = turn / 6 % 2 != 0 && round.start != Start::FilledWal;
    round.hasSmallCache = m_random() % 2 != 0;
    return round;
}

bool Losses::playRound(const Case &each)
{
    place(each);
    const auto chain = 1 + m_random() % kMostLossesInChain;
    qint64 operation = 0; // over the whole chain, about
    auto before = look();
    for (auto loss = 0U; loss < chain && m_outcome.losses < m_plan.losses; ++loss) {
        if (!loseOnce(each, operation, before))
            return false;
        if (!before.runState.isEmpty() && before.runState != "running"_L1)
            break; // nothing is left to be lost
    }
    return bringToEnd(each);
}

bool Losses::loseOnce(const Case &each, qint64 &operation, DatabaseLook &before)
{
    constexpr qint64 kFewest = 20;
    const auto operations = m_undisturbed[{ each.start, each.hasSmallCache }].operations;
    const auto left = std::max(operations - operation, kFewest);
    // A share, as the threads' pace moves the end a little.
    const auto share = static_cast<double>(m_random()) / 0x1p32;
    const auto at = 1 + static_cast<qint64>(share * static_cast<double>(left));
    operation += at;
    QStringList options { u"--lose-at"_s, QString::number(at), u"--loss-seed"_s,
                          QString::number(m_random()) };
    if (each.spoilsSectors)
        options += u"--spoil-sectors"_s;
    if (m_plan.ignoresSync)
        options += u"--ignore-sync"_s;
    const auto told = import(each, database(), path(u"orders"_s), options);
    ++m_outcome.losses;
    m_note(u"loss %1: %2 (%3)%4"_s.arg(m_outcome.losses)
               .arg(options.join(u' '), each.describe(),
                    told.runState.isEmpty() ? QString() : u": all told"_s));
    if (told.exitCode != kLossExit || told.runState == "failed"_L1) {
        return fail(u"the import ended with %1: %2"_s.arg(told.exitCode)
                        .arg(QString::fromUtf8(told.errorText)));
    }
    if (!told.runState.isEmpty())
        ++m_outcome.behindEnd;
    const auto now = look();
    const bool isRight = compareLook(told, before, now);
    before = now;
    return isRight;
}

bool Losses::compareLook(const Told &told, const DatabaseLook &before, const DatabaseLook &now)
{
    if (!now.damage.isEmpty())
        return fail(u"damaged: "_s + now.damage);
    if (told.exitCode == kLossExit) {
        ++m_outcome.openedClean;
        m_outcome.recovered += now.wasCutOff ? 1 : 0;
    }
    if (!told.runState.isEmpty() && now.runState != told.runState)
        return fail(u"the run was told to be %1, it is %2"_s.arg(told.runState, now.runState));
    if (!compareFiles(told, before, now))
        return false;
    const auto rows = now.rows - now.insertedByLedger();
    const auto rejects = now.rejects - now.rejectedByLedger();
    if (rows == 0 && rejects == 0)
        return true;
    m_outcome.lost -= std::min<qint64>(rows, 0) + std::min<qint64>(rejects, 0);
    m_outcome.doubled += std::max<qint64>(rows, 0) + std::max<qint64>(rejects, 0);
    return fail(u"the tables hold %1 rows and %2 rejects more than the ledger says"_s.arg(rows).arg(
        rejects));
}

bool Losses::compareFiles(const Told &told, const DatabaseLook &before, const DatabaseLook &now)
{
    qint64 lost = 0;
    QStringList unlike;
    for (auto file = told.files.begin(); file != told.files.end(); ++file) {
        const auto there = now.lastRun.value(file.key());
        lost += std::max<qint64>(file->inserted - there.inserted, 0)
            + std::max<qint64>(file->rejected - there.rejected, 0);
        if (isFinal(file->state) && there.state != file->state)
            unlike.append(u"%1 was told to be %2"_s.arg(file.key(), file->state));
    }
    for (auto file = before.files.begin(); file != before.files.end(); ++file)
        lost += std::max<qint64>(file->read - now.files.value(file.key()).read, 0);
    m_outcome.lost += lost;
    if (lost == 0 && unlike.isEmpty())
        return true;
    return fail(u"%1 records are lost; %2"_s.arg(lost).arg(unlike.join(u", "_s)));
}

bool Losses::bringToEnd(const Case &each)
{
    const auto told = import(each, database(), path(u"orders"_s), {});
    // Where all was in before, the last import has nothing left to reject.
    if (told.exitCode != 2 && told.exitCode != 0) {
        return fail(u"the last import ended with %1: %2"_s.arg(told.exitCode)
                        .arg(QString::fromUtf8(told.errorText)));
    }
    const auto left = QDir(m_plan.folder).entryList(QDir::Files).filter(u"lossy.sqlite-"_s);
    if (!left.isEmpty())
        return fail(u"left behind: "_s + left.join(u' '));
    const auto content = contentOf(database());
    const auto &undisturbed = m_undisturbed[{ each.start, each.hasSmallCache }].content;
    if (content != undisturbed) {
        return fail(
            u"undisturbed:\n%1\nafter losses:\n%2"_s.arg(describe(undisturbed), describe(content)));
    }
    ++m_outcome.sameContent;
    return true;
}

bool Losses::fail(const QString &fault)
{
    ++m_outcome.faults;
    m_note(u"  "_s + fault);
    if (m_outcome.firstFault.isEmpty())
        m_outcome.firstFault = u"loss %1: %2"_s.arg(m_outcome.losses).arg(fault);
    return false;
}

Told Losses::import(const Case &each, const QString &database, const QString &data,
                    const QStringList &more) const
{
    QStringList arguments { u"--to"_s, database, u"--concurrency"_s,
                            QString::number(each.concurrency) };
    if (each.hasSmallCache)
        arguments += { u"--cache-bytes"_s, QString::number(kSmallCache) };
    QProcess process;
    process.start(m_plan.program, arguments + more + QStringList { data });
    const bool isEnded = process.waitForFinished(120'000);
    auto told = parse(process.readAllStandardOutput());
    told.errorText = process.readAllStandardError();
    if (isEnded && process.exitStatus() == QProcess::NormalExit)
        told.exitCode = process.exitCode();
    return told;
}

void Losses::place(const Case &each) const
{
    if (each.start == Start::New)
        removeDatabase(database());
    else
        copyDatabase(
            path(each.start == Start::Filled ? u"filled.sqlite"_s : u"filled-wal.sqlite"_s),
            database());
}

} // namespace

QString PowerLossOutcome::summary() const
{
    return u"%1 losses (%2 behind the end), opened clean %3 (%4 by a log), lost %5, doubled %6; "
           "%7 of %8 databases came to the same end; faults %9"_s.arg(losses)
               .arg(behindEnd)
               .arg(openedClean)
               .arg(recovered)
               .arg(lost)
               .arg(doubled)
               .arg(sameContent)
               .arg(rounds)
               .arg(faults);
}

PowerLossOutcome losePowerAndResume(const PowerLossPlan &plan, const Note &note)
{
    return Losses(plan, note).run();
}

} // namespace dockhand::fault
