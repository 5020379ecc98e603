// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/issue_json.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_schema.h"

#include <QFile>
#include <QSet>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <algorithm>

using namespace dockhand;
using namespace dockhand::ledger;
using namespace Qt::StringLiterals;
using dockhand::target::openTarget;
using dockhand::target::parseTargetAddress;
using dockhand::target::Target;
using dockhand::target::TargetOptions;

namespace {

const QDateTime kStart(QDate(2024, 5, 6), QTime(7, 8, 9, 123), Qt::UTC);

template <class T>
QString codeOf(const Result<T> &result)
{
    return result ? u"none"_s : errorId(result.error().code);
}

FileIdentity identity(int number)
{
    FileIdentity file;
    file.path = u"/data/pesanan %1.csv"_s.arg(number);
    file.size = 1000 + number;
    file.fingerprint = QByteArray(16, static_cast<char>(number)) + QByteArray::number(number);
    file.profileId = u"jakmall-dropship"_s;
    file.dialectJson = R"({"delimiter":";"})";
    return file;
}

std::vector<FileIdentity> identities(int count)
{
    std::vector<FileIdentity> files;
    for (int i = 0; i < count; ++i)
        files.push_back(identity(i));
    return files;
}

RejectRecord reject(std::int64_t run, std::int64_t file, std::int64_t record)
{
    RejectRecord reject;
    reject.runId = run;
    reject.fileId = file;
    reject.record = record;
    reject.line = record + 1;
    reject.byte = record * 10;
    reject.issues = { { u"value.not_decimal"_s, u"Harga"_s, u"12,x"_s, {}, record * 10 + 3 } };
    reject.raw = "a;12,x;" + QByteArray::number(record);
    return reject;
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void newDatabaseGetsTheTables();
    void openingAgainChangesNothing();
    void runReadsBack();
    void runsAreNumberedAndListedNewestFirst();
    void filesGetNumbersInQueueOrder();
    void savedFileReadsBack();
    void unfinishedFileIsAdoptedWithItsWatermark_data();
    void unfinishedFileIsAdoptedWithItsWatermark();
    void otherFileIsNotAdopted_data();
    void otherFileIsNotAdopted();
    void fileUnderAnotherNameIsAdopted();
    void grownFileIsAdoptedIfItBeginsAsBefore_data();
    void grownFileIsAdoptedIfItBeginsAsBefore();
    void changedFileIsNamedUnlessTheRulesSayMore_data();
    void changedFileIsNamedUnlessTheRulesSayMore();
    void amongSeveralUnfinishedTheOneThatIsAlikeGoesOn();
    void forcedCopiesEachGoOnAtTheirOwnWatermark();
    void fileThatStartsOverSupersedesTheUnfinishedOne();
    void sameFileTwiceInARunGetsTwoNumbers();
    void finishedFileIsReported_data();
    void finishedFileIsReported();
    void contentFindsOnlyFinishedFiles();
    void finishedContentsAreKnownByDestination();
    void tenThousandFilesAreEntered();
    void rejectReadsBackWholly();
    void rejectsComeInOrderWhateverThePage_data();
    void rejectsComeInOrderWhateverThePage();
    void rejectsAreCountedByFilter();
    void rejectsOfARunReachBackInFilesItWentOnWith();
    void rejectsOfChosenFilesComeInOrder_data();
    void rejectsOfChosenFilesComeInOrder();
    void newestFileOfAPathIsFound();
    void rolledBackWorkLeavesNoTrace();
    void statementOnAMissingFileIsDamage();
    void databaseWithoutLedgerHasNoRuns();
    void readOnlyLedgerAnswers();
    void newerLedgerIsRefused();
    void ownerThatStandsStillLosesItsRun_data();
    void ownerThatStandsStillLosesItsRun();
    void olderLedgerIsBroughtUpToDate();
    void damagedLedgerIsNamed_data();
    void damagedLedgerIsNamed();
    void damagedValueIsNamed_data();
    void damagedValueIsNamed();
    void issuesSurviveTheirText_data();
    void issuesSurviveTheirText();

private:
    std::unique_ptr<Target> openFile(bool readOnly = false);
    void open();
    void sql(const QString &statement);
    QVariant ask(const QString &statement);
    std::int64_t newRun();
    Registration registerOne(std::int64_t run, const FileIdentity &file,
                             const ResumeRules &rules = {}, const BeginsAsRead &beginsAsRead = {});
    /// Saves a file with this state and watermark.
    void save(const Registration &registration, FileState state, std::int64_t record);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Target> m_target;
    std::unique_ptr<Ledger> m_ledger;
};

// Every fact must hold on both ways to the database.
void TestLedger::initTestCase_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("native") << u"sqlite:"_s;
    QTest::newRow("generic") << u"qsql:QSQLITE:"_s;
}

void TestLedger::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestLedger::cleanup()
{
    m_ledger.reset();
    m_target.reset();
    m_folder.reset();
}

std::unique_ptr<Target> TestLedger::openFile(bool readOnly)
{
    QFETCH_GLOBAL(QString, prefix);
    TargetOptions options;
    options.readOnly = readOnly;
    auto target = openTarget(parseTargetAddress(prefix + m_folder->filePath(u"t.sqlite"_s)).value(),
                             options);
    if (!target)
        qWarning() << errorText(target.error());
    if (target) // nothing here is about power loss
        QSqlQuery((*target)->database()).exec(u"PRAGMA synchronous = OFF"_s);
    return target ? std::move(*target) : nullptr;
}

void TestLedger::open()
{
    m_ledger.reset();
    m_target.reset();
    m_target = openFile();
    QVERIFY(m_target);
    auto ledger = Ledger::open(*m_target);
    QVERIFY2(ledger, qPrintable(ledger ? QString() : errorText(ledger.error())));
    m_ledger = std::move(*ledger);
}

void TestLedger::sql(const QString &statement)
{
    QSqlQuery query(m_target->database());
    QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
}

QVariant TestLedger::ask(const QString &statement)
{
    QSqlQuery query(m_target->database());
    return query.exec(statement) && query.next() ? query.value(0) : QVariant();
}

std::int64_t TestLedger::newRun()
{
    RunRecord run;
    run.startedAt = kStart;
    return m_ledger->beginRun(run).value();
}

Registration TestLedger::registerOne(std::int64_t run, const FileIdentity &file,
                                     const ResumeRules &rules, const BeginsAsRead &beginsAsRead)
{
    return m_ledger->registerFiles(run, { &file, 1 }, rules, beginsAsRead).value().front();
}

void TestLedger::save(const Registration &registration, FileState state, std::int64_t record)
{
    auto file = registration.file;
    file.state = state;
    file.watermark = { { record * 20, record, record + 2 }, "\x01\x02", "carry" };
    file.counts = { record, record, 0, 0, 0, 0 };
    if (state == FileState::Done || state == FileState::Partial)
        file.contentHash = "content of " + file.identity.fingerprint;
    RunFileRecord part;
    part.runId = file.lastRun;
    part.fileId = file.id;
    part.path = file.identity.path;
    part.state = state;
    const auto saved = m_ledger->saveFile(file, part);
    QVERIFY2(saved, qPrintable(saved ? QString() : errorText(saved.error())));
}

void TestLedger::newDatabaseGetsTheTables()
{
    open();
    QCOMPARE(ask(u"SELECT value FROM dockhand_meta WHERE name = 'version'"_s).toString(),
             QString::number(kLedgerVersion));
    for (const auto *table :
         { "dockhand_run", "dockhand_file", "dockhand_run_file", "dockhand_reject" })
        QCOMPARE(ask(u"SELECT COUNT(*) FROM "_s + QLatin1StringView(table)), QVariant(0));
    QVERIFY(m_ledger->runs().value().empty());
}

void TestLedger::openingAgainChangesNothing()
{
    open();
    newRun();
    open();
    QCOMPARE(m_ledger->runs().value().size(), std::size_t { 1 });
    QCOMPARE(newRun(), 2);
}

void TestLedger::runReadsBack()
{
    open();
    RunRecord run;
    run.startedAt = kStart;
    run.planJson = QByteArray(R"({"reasons":["“kecil”"]})");
    run.programVersion = u"0.1.0"_s;
    QVERIFY(m_target->begin());
    run.id = m_ledger->beginRun(run).value();
    QVERIFY(m_target->commit());
    const auto begun = m_ledger->run(run.id).value().value();
    QVERIFY(begun.state == RunState::Running);
    QCOMPARE(begun.startedAt, kStart);
    QVERIFY(!begun.finishedAt.isValid());

    run.state = RunState::Partial;
    run.finishedAt = kStart.addSecs(60);
    run.counts = { 21, 1, 2, 3, 4, 11 };
    run.files = 3;
    run.bytes = 5'000'000'000;
    run.peakMemoryBytes = 77;
    QVERIFY(m_ledger->finishRun(run));
    const auto ended = m_ledger->run(run.id).value().value();
    QVERIFY(ended.state == RunState::Partial);
    QCOMPARE(ended.finishedAt, run.finishedAt);
    QCOMPARE(ended.planJson, run.planJson);
    QVERIFY(ended.counts == run.counts);
    QCOMPARE(ended.files, run.files);
    QCOMPARE(ended.bytes, run.bytes);
    QCOMPARE(ended.peakMemoryBytes, run.peakMemoryBytes);
    QCOMPARE(ended.programVersion, run.programVersion);
    QVERIFY(!m_ledger->run(99).value());
}

void TestLedger::runsAreNumberedAndListedNewestFirst()
{
    open();
    for (std::int64_t id = 1; id <= 3; ++id)
        QCOMPARE(newRun(), id);
    const auto runs = m_ledger->runs().value();
    QCOMPARE(runs.size(), std::size_t { 3 });
    QCOMPARE(runs.front().id, 3);
    QCOMPARE(runs.back().id, 1);
}

void TestLedger::filesGetNumbersInQueueOrder()
{
    open();
    const auto run = newRun();
    const auto registrations = m_ledger->registerFiles(run, identities(3)).value();
    QCOMPARE(registrations.size(), std::size_t { 3 });
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(registrations[i].fileId, static_cast<std::int64_t>(i) + 1);
        QVERIFY(registrations[i].file.state == FileState::Queued);
        QVERIFY(!registrations[i].alreadyIn);
    }
    const auto files = m_ledger->filesOf(run).value();
    QCOMPARE(files.size(), std::size_t { 3 });
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(files[i].position, static_cast<std::int64_t>(i));
        QCOMPARE(files[i].path, identity(static_cast<int>(i)).path);
        QVERIFY(files[i].state == FileState::Queued);
        QCOMPARE(files[i].profileId, u"jakmall-dropship"_s);
    }
}

void TestLedger::savedFileReadsBack()
{
    open();
    const auto run = newRun();
    auto file = registerOne(run, identity(5)).file;
    file.state = FileState::Failed;
    file.contentHash = QByteArray::fromHex("00ff10");
    file.watermark = { { 5'000'000'000, 123, 130 },
                       QByteArray::fromHex("0102"),
                       QByteArray("\0carry\xff", 7) };
    file.counts = { 21, 1, 2, 3, 4, 11 };
    file.sameAs = 4;
    file.finishedAt = kStart;
    RunFileRecord part;
    part.runId = run;
    part.fileId = file.id;
    part.position = 9;
    part.path = file.identity.path;
    part.state = FileState::Failed;
    part.counts = { 3, 3, 0, 0, 0, 0 };
    part.bytes = 12;
    part.durationMs = 345;
    part.attempts = 2;
    part.resumedAtRecord = 6;
    part.profileId = u"auto"_s;
    part.errorCode = u"file.unreadable"_s;
    part.errorMessage = u"“x” dapat dibaca?"_s;
    QVERIFY(m_ledger->saveFile(file, part));

    const auto read = m_ledger->file(file.id).value().value();
    QCOMPARE(read.identity.path, file.identity.path);
    QCOMPARE(read.identity.size, file.identity.size);
    QCOMPARE(read.identity.fingerprint, file.identity.fingerprint);
    QCOMPARE(read.identity.dialectJson, file.identity.dialectJson);
    QVERIFY(read.state == FileState::Failed);
    QCOMPARE(read.contentHash, file.contentHash);
    QVERIFY(read.watermark.position == file.watermark.position);
    QCOMPARE(read.watermark.prefixHash, file.watermark.prefixHash);
    QCOMPARE(read.watermark.carryOver, file.watermark.carryOver);
    QVERIFY(read.counts == file.counts);
    QCOMPARE(read.firstRun, run);
    QCOMPARE(read.lastRun, run);
    QCOMPARE(read.sameAs, 4);
    QCOMPARE(read.finishedAt, kStart);

    const auto parts = m_ledger->filesOf(run).value();
    QCOMPARE(parts.size(), std::size_t { 1 });
    QCOMPARE(parts[0].position, 9);
    QVERIFY(parts[0].counts == part.counts);
    QCOMPARE(parts[0].bytes, 12);
    QCOMPARE(parts[0].durationMs, 345);
    QCOMPARE(parts[0].attempts, 2);
    QCOMPARE(parts[0].resumedAtRecord, 6);
    QCOMPARE(parts[0].profileId, u"auto"_s);
    QCOMPARE(parts[0].errorCode, part.errorCode);
    QCOMPARE(parts[0].errorMessage, part.errorMessage);
    QVERIFY(!m_ledger->file(99).value());
}

void TestLedger::unfinishedFileIsAdoptedWithItsWatermark_data()
{
    QTest::addColumn<FileState>("state");
    for (const auto state : { FileState::Queued, FileState::Importing, FileState::Merging,
                              FileState::Paused, FileState::Failed, FileState::Cancelled })
        QTest::newRow(qPrintable(fileStateName(state))) << state;
}

void TestLedger::unfinishedFileIsAdoptedWithItsWatermark()
{
    QFETCH(FileState, state);
    open();
    save(registerOne(newRun(), identity(1)), state, 40);
    const auto second = newRun();
    const auto again = registerOne(second, identity(1));
    QCOMPARE(again.fileId, 1);
    QVERIFY(again.file.state == FileState::Queued);
    QCOMPARE(again.file.watermark.position.record, 40);
    QCOMPARE(again.file.watermark.carryOver, QByteArray("carry"));
    QCOMPARE(again.file.counts.read, 40);
    QCOMPARE(again.file.firstRun, 1);
    QCOMPARE(again.file.lastRun, second);
    const auto stored = m_ledger->file(1).value().value();
    QVERIFY(stored.state == FileState::Queued);
    QCOMPARE(stored.lastRun, second);
    QCOMPARE(m_ledger->filesOf(second).value().front().resumedAtRecord, 40);

    // Without resuming it starts over under a number of its own.
    const auto third = registerOne(newRun(), identity(1), { .goOn = false });
    QCOMPARE(third.fileId, 2);
    QCOMPARE(third.file.watermark.position.record, 0);
}

void TestLedger::otherFileIsNotAdopted_data()
{
    QTest::addColumn<QString>("what");
    for (const auto *what : { "size", "fingerprint", "profile", "dialect", "destination", "done",
                              "partial", "skipped", "no fingerprint" })
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestLedger::otherFileIsNotAdopted()
{
    QFETCH(QString, what);
    open();
    auto state = FileState::Cancelled;
    auto before = identity(1);
    before.destination = u"here"_s;
    if (what == "no fingerprint"_L1)
        before.fingerprint.clear();
    auto file = before;
    if (what == "size"_L1)
        ++file.size;
    else if (what == "fingerprint"_L1)
        file.fingerprint[0] = 'x';
    else if (what == "profile"_L1)
        file.profileId = u"auto"_s;
    else if (what == "dialect"_L1)
        file.dialectJson = "{}";
    else if (what == "destination"_L1)
        file.destination = u"elsewhere"_s;
    else
        state = fileStateFromName(what).value_or(state);
    save(registerOne(newRun(), before), state, 40);
    const auto again = registerOne(newRun(), file);
    QCOMPARE(again.fileId, 2);
    QCOMPARE(again.file.watermark.position.record, 0);
    // Read in another way, the same content starts over.
    const bool isSameContent = what == "profile"_L1 || what == "dialect"_L1;
    QCOMPARE(again.superseded.empty(), !isSameContent);
}

void TestLedger::fileUnderAnotherNameIsAdopted()
{
    open();
    save(registerOne(newRun(), identity(1)), FileState::Cancelled, 40);
    auto moved = identity(1);
    moved.path = u"/elsewhere/moved.csv"_s;
    const auto again = registerOne(newRun(), moved);
    QCOMPARE(again.fileId, 1);
    QCOMPARE(again.file.watermark.position.record, 40);
    QCOMPARE(m_ledger->file(1).value().value().identity.path, moved.path);
}

void TestLedger::grownFileIsAdoptedIfItBeginsAsBefore_data()
{
    QTest::addColumn<bool>("hasGrown");
    QTest::newRow("it does") << true;
    QTest::newRow("it does not") << false;
}

void TestLedger::grownFileIsAdoptedIfItBeginsAsBefore()
{
    QFETCH(bool, hasGrown);
    open();
    save(registerOne(newRun(), identity(1)), FileState::Cancelled, 40);
    auto grown = identity(1);
    ++grown.size;
    grown.fingerprint[0] = 'x';
    const auto again
        = registerOne(newRun(), grown, {}, [&](const FileIdentity &now, const FileRecord &before) {
              return hasGrown && now.size == grown.size && before.watermark.position.record == 40;
          });
    QCOMPARE(again.fileId, hasGrown ? 1 : 2);
    QCOMPARE(again.file.identity.size, grown.size);
    QVERIFY(again.superseded.empty());
    QCOMPARE(again.changed.empty(), hasGrown);
}

void TestLedger::changedFileIsNamedUnlessTheRulesSayMore_data()
{
    QTest::addColumn<FileState>("state");
    QTest::addColumn<bool>("sameFingerprint");
    for (const auto state : { FileState::Importing, FileState::Cancelled, FileState::Failed }) {
        QTest::newRow(qPrintable(fileStateName(state) + u", at its ends"_s)) << state << false;
        QTest::newRow(qPrintable(fileStateName(state) + u", between them"_s)) << state << true;
    }
}

void TestLedger::changedFileIsNamedUnlessTheRulesSayMore()
{
    QFETCH(FileState, state);
    QFETCH(bool, sameFingerprint);
    open();
    save(registerOne(newRun(), identity(1)), state, 40);
    auto changed = identity(1);
    if (!sameFingerprint)
        changed.fingerprint[0] = 'x';
    const auto isOther = [](const FileIdentity &, const FileRecord &) { return false; };
    const std::vector<std::int64_t> first { 1 };

    // A change between the ends is left to the job, which finds out on its way to the watermark.
    const auto plain = registerOne(newRun(), changed, {}, isOther);
    QCOMPARE(plain.changed.empty(), sameFingerprint);
    QCOMPARE(plain.file.watermark.position.record, sameFingerprint ? 40 : 0);
    QVERIFY(plain.superseded.empty());
    save(plain, FileState::Failed, plain.file.watermark.position.record);
    // Asked again it is still no new file, although it has an entry of its own by now.
    const auto again = registerOne(newRun(), changed, {}, isOther);
    QCOMPARE(again.fileId, plain.fileId);
    QCOMPARE(again.changed, plain.changed);

    const auto over = registerOne(newRun(), changed, { .goOn = false }, isOther);
    QCOMPARE(over.superseded, first);
    QVERIFY(over.changed.empty());
    QCOMPARE(over.file.watermark.position.record, 0);

    const auto forced = registerOne(newRun(), changed, { .asAnother = true }, isOther);
    QVERIFY(forced.superseded.empty() && forced.changed.empty());
    QVERIFY(forced.fileId != 1);
    QCOMPARE(forced.file.watermark.position.record, 0);
}

// What was read of a file is told here by the first byte of its fingerprint.
void TestLedger::amongSeveralUnfinishedTheOneThatIsAlikeGoesOn()
{
    open();
    const auto isAlike = [](const FileIdentity &now, const FileRecord &before) {
        return now.fingerprint[0] == before.identity.fingerprint[0];
    };
    auto first = identity(1);
    first.fingerprint[0] = 'a';
    auto second = identity(1);
    second.fingerprint[0] = 'b';
    auto third = identity(1);
    third.fingerprint[0] = 'c';
    save(registerOne(newRun(), first, {}, isAlike), FileState::Cancelled, 40);
    save(registerOne(newRun(), second, { .asAnother = true }, isAlike), FileState::Cancelled, 20);

    const auto over = registerOne(newRun(), second, { .goOn = false }, isAlike);
    QCOMPARE(over.superseded, std::vector<std::int64_t> { 2 });
    for (const auto &[file, id] : { std::pair(second, 2), std::pair(first, 1) }) {
        const auto again = registerOne(newRun(), file, {}, isAlike);
        QCOMPARE(again.fileId, id);
        QCOMPARE(again.file.watermark.position.record, id == 1 ? 40 : 20);
        QVERIFY(again.changed.empty() && again.superseded.empty());
    }
    const std::vector<std::int64_t> both { 1, 2 };
    QCOMPARE(registerOne(newRun(), third, {}, isAlike).changed, both);
    QCOMPARE(registerOne(newRun(), third, { .goOn = false }, isAlike).superseded, both);
}

void TestLedger::forcedCopiesEachGoOnAtTheirOwnWatermark()
{
    open();
    auto copy = identity(1);
    copy.path = u"/data/copy.csv"_s;
    const auto isAlike = [](const FileIdentity &, const FileRecord &) { return true; };
    const ResumeRules force { .asAnother = true };
    const std::vector files { copy, identity(1) };
    const auto first = m_ledger->registerFiles(newRun(), files, force, isAlike).value();
    save(first[0], FileState::Cancelled, 20);
    save(first[1], FileState::Cancelled, 40);
    const auto forced = m_ledger->registerFiles(newRun(), files, force, isAlike).value();
    for (const std::size_t i : { 0, 1 }) {
        QCOMPARE(forced[i].fileId, first[i].fileId);
        QVERIFY(forced[i].superseded.empty());
    }
    // Without it the content comes in once: what is taken back for one file is not the other's.
    const auto once = m_ledger->registerFiles(newRun(), files, {}, isAlike).value();
    QCOMPARE(once[0].fileId, first[0].fileId);
    QCOMPARE(once[0].superseded, std::vector { first[1].fileId });
    QCOMPARE(once[1].fileId, 3);
    QCOMPARE(once[1].file.watermark.position.record, 0);
}

void TestLedger::fileThatStartsOverSupersedesTheUnfinishedOne()
{
    open();
    save(registerOne(newRun(), identity(1)), FileState::Cancelled, 40);
    const auto again = registerOne(newRun(), identity(1), { .goOn = false });
    QCOMPARE(again.fileId, 2);
    QCOMPARE(again.superseded, std::vector<std::int64_t> { 1 });
    const std::vector rejects { reject(1, 1, 7), reject(2, 2, 7) };
    QVERIFY(m_ledger->addRejects(rejects));
    QVERIFY(m_ledger->startOver(1));
    QCOMPARE(m_ledger->countRejects({ 0, 1 }).value(), 0);
    QCOMPARE(m_ledger->countRejects({ 0, 2 }).value(), 1);
    const auto before = m_ledger->file(1).value().value();
    QCOMPARE(before.watermark.position.record, 0);
    QVERIFY(before.counts == ledger::Counts {});
    QCOMPARE(before.state, FileState::Cancelled);
}

void TestLedger::sameFileTwiceInARunGetsTwoNumbers()
{
    open();
    const std::vector twice { identity(1), identity(1) };
    const auto first = m_ledger->registerFiles(newRun(), twice).value();
    QCOMPARE(first[0].fileId, 1);
    QCOMPARE(first[1].fileId, 2);
    const auto second = m_ledger->registerFiles(newRun(), twice).value();
    QCOMPARE(second[0].fileId, 1);
    QCOMPARE(second[1].fileId, 2);
}

void TestLedger::finishedFileIsReported_data()
{
    QTest::addColumn<FileState>("state");
    QTest::addColumn<bool>("isReported");
    QTest::newRow("done") << FileState::Done << true;
    QTest::newRow("partial") << FileState::Partial << true;
    QTest::newRow("skipped") << FileState::Skipped << false;
    QTest::newRow("failed") << FileState::Failed << false;
    QTest::newRow("importing") << FileState::Importing << false;
}

void TestLedger::finishedFileIsReported()
{
    QFETCH(FileState, state);
    QFETCH(bool, isReported);
    open();
    save(registerOne(newRun(), identity(1)), state, 40);
    auto copy = identity(1);
    copy.path = u"/elsewhere/copy.csv"_s;
    const auto again = registerOne(newRun(), copy);
    QCOMPARE(again.alreadyIn.has_value(), isReported);
    if (isReported) {
        QCOMPARE(again.alreadyIn->id, 1);
        QCOMPARE(again.alreadyIn->identity.path, identity(1).path);
        QVERIFY(!again.alreadyIn->contentHash.isEmpty());
    }
    ++copy.size;
    QVERIFY(!registerOne(newRun(), copy).alreadyIn);
}

void TestLedger::contentFindsOnlyFinishedFiles()
{
    open();
    const auto run = newRun();
    const auto first = registerOne(run, identity(1));
    save(first, FileState::Done, 40);
    const auto content = m_ledger->file(1).value().value().contentHash;
    QCOMPARE(m_ledger->fileByContent(content).value().value().id, 1);
    QVERIFY(!m_ledger->fileByContent("other").value());
    QVERIFY(!m_ledger->fileByContent({}).value());
    sql(u"UPDATE dockhand_file SET state = 'failed'"_s);
    QVERIFY(!m_ledger->fileByContent(content).value());
}

void TestLedger::finishedContentsAreKnownByDestination()
{
    open();
    const auto run = newRun();
    for (const int number : { 1, 2, 3, 4, 5 })
        save(registerOne(run, identity(number)), FileState::Done, 40);
    sql(u"UPDATE dockhand_file SET content_hash = printf('%032d', id)"_s);
    sql(u"UPDATE dockhand_file SET destination = 'a', mark_byte = 100, size_bytes = 100"_s);
    sql(u"UPDATE dockhand_file SET destination = 'b', size_bytes = 30 WHERE id = 2"_s);
    sql(u"UPDATE dockhand_file SET destination = '', size_bytes = 40 WHERE id = 3"_s);
    sql(u"UPDATE dockhand_file SET state = 'failed' WHERE id = 4"_s);
    sql(u"UPDATE dockhand_file SET undone_by = 9 WHERE id = 5"_s);
    const auto hash = [this](int id) { return m_ledger->file(id).value().value().contentHash; };
    const auto find = [&](const KnownContents &known, int id) { return known.find(hash(id), 100); };
    const auto all = m_ledger->knownContents({ u"a"_s, u"b"_s, u"c"_s }, false).value();
    QCOMPARE(all.size(), std::size_t { 3 });
    QSet<QByteArray> hashes;
    for (const int id : { 1, 2, 3, 4, 5 })
        hashes += hash(id);
    QCOMPARE(hashes.size(), 5);
    QCOMPARE(find(all[0], 1), std::optional<std::int64_t>(1));
    QCOMPARE(find(all[1], 2), std::optional<std::int64_t>(2));
    QVERIFY(!find(all[0], 2) && !find(all[1], 1));
    for (const auto &known : all) { // where it went is not known
        QCOMPARE(find(known, 3), std::optional<std::int64_t>(3));
        QVERIFY(!find(known, 4) && !find(known, 5));
    }
    const auto others = m_ledger->knownContents({ u"a"_s, u"b"_s }, true).value();
    QVERIFY(!find(others[0], 1));
    QCOMPARE(find(others[1], 2), std::optional<std::int64_t>(2));
    QVERIFY(others[1].mayHoldOtherForm(100, 100));
}

void TestLedger::tenThousandFilesAreEntered()
{
    open();
    const auto files = identities(10'000);
    QVERIFY(m_target->begin());
    const auto first = m_ledger->registerFiles(newRun(), files).value();
    QVERIFY(m_target->commit());
    QCOMPARE(first.back().fileId, 10'000);
    QVERIFY(m_target->begin());
    const auto second = m_ledger->registerFiles(newRun(), files).value();
    QVERIFY(m_target->commit());
    QVERIFY(std::equal(first.begin(), first.end(), second.begin(), second.end(),
                       [](const auto &a, const auto &b) { return a.fileId == b.fileId; }));
    QCOMPARE(m_ledger->filesOf(2).value().size(), files.size());
}

void TestLedger::rejectReadsBackWholly()
{
    open();
    const auto run = newRun();
    const auto file = registerOne(run, identity(1));
    auto first = reject(run, file.fileId, 12);
    first.issues.push_back({ u"row.refused_by_database"_s, {}, {}, u"CHECK \"x\"\n"_s, -1 });
    first.raw = QByteArray("a\0\xff\r\n\"b\"", 9);
    auto second = reject(run, file.fileId, 13);
    second.raw.clear();
    QVERIFY(m_target->begin());
    QVERIFY(m_ledger->addRejects({ &first, 1 }));
    QVERIFY(m_ledger->addRejects({ &second, 1 }));
    QVERIFY(m_target->commit());
    const auto rejects = m_ledger->rejects({}, 0, 10).value();
    QCOMPARE(rejects.size(), std::size_t { 2 });
    QCOMPARE(rejects[0].id, 1);
    QCOMPARE(rejects[0].runId, run);
    QCOMPARE(rejects[0].fileId, file.fileId);
    QCOMPARE(rejects[0].path, identity(1).path);
    QCOMPARE(rejects[0].record, 12);
    QCOMPARE(rejects[0].line, 13);
    QCOMPARE(rejects[0].byte, 120);
    QCOMPARE(rejects[0].raw, first.raw);
    QCOMPARE(rejects[0].issues.size(), std::size_t { 2 });
    QCOMPARE(rejects[0].issues[0].code, u"value.not_decimal"_s);
    QCOMPARE(rejects[0].issues[0].byte, 123);
    QCOMPARE(rejects[0].issues[1].message, u"CHECK \"x\"\n"_s);
    QCOMPARE(rejects[0].issues[1].byte, -1);
    QVERIFY(rejects[1].raw.isEmpty());
}

void TestLedger::rejectsComeInOrderWhateverThePage_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<std::int64_t>("run");
    QTest::addColumn<std::int64_t>("file");
    for (const auto page : { 1, 2, 7, 1000 }) {
        for (const std::int64_t run : { 0, 2 }) {
            for (const std::int64_t file : { 0, 2 })
                QTest::addRow("page %d, run %d, file %d", page, int(run), int(file))
                    << page << run << file;
        }
    }
}

void TestLedger::rejectsComeInOrderWhateverThePage()
{
    QFETCH(int, page);
    QFETCH(std::int64_t, run);
    QFETCH(std::int64_t, file);
    open();
    const auto files = identities(3);
    QVERIFY(m_target->begin());
    for (std::int64_t id = 1; id <= 2; ++id)
        QVERIFY(m_ledger->registerFiles(newRun(), files));
    // Windows of several files by turns, two rejects at the same record, two runs.
    std::vector<RejectRecord> all;
    for (std::int64_t window = 0; window < 4; ++window) {
        for (std::int64_t id = 3; id >= 1; --id) {
            std::vector<RejectRecord> some;
            for (std::int64_t i = 1; i <= 3; ++i)
                some.push_back(reject(window / 2 + 1, id, window * 10 + i));
            some.push_back(some.back());
            QVERIFY(m_ledger->addRejects(some));
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    QVERIFY(m_target->commit());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = static_cast<std::int64_t>(i) + 1;
    std::vector<std::int64_t> expected;
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) {
        return std::tie(a.fileId, a.record, a.id) < std::tie(b.fileId, b.record, b.id);
    });
    for (const auto &one : all) {
        if ((run == 0 || one.runId == run) && (file == 0 || one.fileId == file))
            expected.push_back(one.id);
    }

    std::vector<std::int64_t> found;
    while (found.size() <= expected.size()) {
        const auto rows
            = m_ledger->rejects({ run, file }, found.empty() ? 0 : found.back(), page).value();
        QVERIFY(rows.size() <= static_cast<std::size_t>(page));
        if (rows.empty())
            break;
        for (const auto &row : rows)
            found.push_back(row.id);
    }
    QCOMPARE(found, expected);
}

void TestLedger::rejectsOfChosenFilesComeInOrder_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("page");
    for (const int page : { 1, 2, 7, 5000 }) {
        QTest::addRow("few, page of %d", page) << 7 << page;
    }
    QTest::newRow("more than one statement names, page of 700") << 2500 << 700;
}

// Every other file is chosen; files behind the last one must not come along.
void TestLedger::rejectsOfChosenFilesComeInOrder()
{
    QFETCH(int, files);
    QFETCH(int, page);
    open();
    QVERIFY(m_target->begin());
    QVERIFY(m_ledger->registerFiles(newRun(), identities(files)));
    std::vector<RejectRecord> all;
    for (int id = files; id >= 1; --id) {
        all.push_back(reject(1, id, 1));
        all.push_back(reject(2, id, 2));
    }
    QVERIFY(m_ledger->addRejects(all));
    QVERIFY(m_target->commit());
    Ledger::RejectFilter filter;
    filter.fileIds.emplace();
    for (int id = 1; id < files; id += 2)
        filter.fileIds->push_back(id);
    std::vector<std::int64_t> found;
    for (std::int64_t after = 0;;) {
        const auto rows = m_ledger->rejects(filter, after, page).value();
        QVERIFY(rows.size() <= static_cast<std::size_t>(page));
        if (rows.empty())
            break;
        for (const auto &row : rows)
            found.push_back(row.fileId * 10 + row.record);
        after = rows.back().id;
    }
    std::vector<std::int64_t> expected;
    for (const auto id : *filter.fileIds) {
        expected.push_back(id * 10 + 1);
        expected.push_back(id * 10 + 2);
    }
    QCOMPARE(found, expected);
    QCOMPARE(m_ledger->countRejects(filter).value(), static_cast<qint64>(expected.size()));
    filter.fileIds->clear();
    QVERIFY(m_ledger->rejects(filter, 0, page).value().empty());
    QCOMPARE(m_ledger->countRejects(filter).value(), 0);
}

void TestLedger::newestFileOfAPathIsFound()
{
    open();
    QVERIFY(m_target->begin());
    const auto first = m_ledger->registerFiles(newRun(), identities(3), { .goOn = false }).value();
    const auto second = m_ledger->registerFiles(newRun(), identities(2), { .goOn = false }).value();
    auto skipped = second[1].file;
    skipped.state = FileState::Skipped;
    skipped.sameAs = first[2].fileId;
    RunFileRecord part;
    part.runId = 2;
    part.fileId = skipped.id;
    part.position = 1;
    part.path = skipped.identity.path;
    part.state = FileState::Skipped;
    QVERIFY(m_ledger->saveFile(skipped, part));
    QVERIFY(m_target->commit());
    const auto found = m_ledger->fileIdsOf(
        { identity(2).path, identity(0).path, u"/elsewhere.csv"_s, identity(1).path });
    QCOMPARE(found.value(),
             (std::vector<std::int64_t> { first[2].fileId, second[0].fileId, 0, first[2].fileId }));
}

void TestLedger::rejectsAreCountedByFilter()
{
    open();
    const auto files = m_ledger->registerFiles(newRun(), identities(2)).value();
    const std::vector rejects { reject(1, 1, 1), reject(1, 2, 1), reject(1, 2, 2),
                                reject(2, 2, 3) };
    QVERIFY(m_ledger->addRejects(rejects));
    QCOMPARE(m_ledger->countRejects({}).value(), 4);
    QCOMPARE(m_ledger->countRejects({ 1, 0 }).value(), 3);
    QCOMPARE(m_ledger->countRejects({ 0, 2 }).value(), 3);
    QCOMPARE(m_ledger->countRejects({ 1, 2 }).value(), 2);
    QCOMPARE(m_ledger->countRejects({ 9, 0 }).value(), 0);
    QCOMPARE(m_ledger->countRejects({ .resolvedOnly = true }).value(), 0);
    sql(u"UPDATE dockhand_reject SET resolved_by = 7 WHERE file_id = 1 AND record_number = 1"_s);
    QCOMPARE(m_ledger->countRejects({ .resolvedOnly = true }).value(), 1);
    QCOMPARE(m_ledger->countRejects({ .fileId = 2, .resolvedOnly = true }).value(), 0);
}

void TestLedger::rejectsOfARunReachBackInFilesItWentOnWith()
{
    open();
    const auto first = m_ledger->registerFiles(newRun(), identities(3)).value();
    save(first[0], FileState::Partial, 50);
    save(first[1], FileState::Cancelled, 40);
    save(first[2], FileState::Cancelled, 0);
    const auto second = m_ledger->registerFiles(newRun(), identities(3)).value();
    QCOMPARE(second[0].fileId, 4); // in already
    QCOMPARE(second[1].file.watermark.position.record, 40);
    const std::vector rejects { reject(1, 1, 7),  reject(1, 2, 8), reject(1, 2, 9),
                                reject(2, 2, 41), reject(2, 3, 1), reject(3, 2, 99) };
    QVERIFY(m_ledger->addRejects(rejects));

    QCOMPARE(m_ledger->countRejects({ 1 }).value(), 3);
    QCOMPARE(m_ledger->countRejects({ 2 }).value(), 4);
    QCOMPARE(m_ledger->countRejects({ 2, 2 }).value(), 3);
    QCOMPARE(m_ledger->countRejects({ 2, 0, std::vector<std::int64_t> { 1, 3 } }).value(), 1);
    for (const int page : { 1, 2, 100 }) {
        std::vector<std::int64_t> records;
        std::int64_t last = 0;
        for (;;) {
            const auto some = m_ledger->rejects({ 2 }, last, page).value();
            if (some.empty())
                break;
            for (const auto &one : some)
                records.push_back(one.record);
            last = some.back().id;
        }
        QCOMPARE(records, (std::vector<std::int64_t> { 8, 9, 41, 1 }));
    }
}

void TestLedger::rolledBackWorkLeavesNoTrace()
{
    open();
    const auto one = reject(1, 1, 1);
    QVERIFY(m_target->begin());
    newRun();
    registerOne(1, identity(1));
    QVERIFY(m_ledger->addRejects({ &one, 1 }));
    m_target->rollback();
    QVERIFY(m_ledger->runs().value().empty());
    QVERIFY(m_target->begin());
    QCOMPARE(newRun(), 1);
    QCOMPARE(registerOne(1, identity(1)).fileId, 1);
    QVERIFY(m_ledger->addRejects({ &one, 1 }));
    QVERIFY(m_target->commit());
    QCOMPARE(m_ledger->rejects({}, 0, 5).value().front().id, 1);
}

void TestLedger::statementOnAMissingFileIsDamage()
{
    open();
    const auto run = newRun();
    auto file = registerOne(run, identity(1)).file;
    RunFileRecord part;
    part.runId = run;
    part.fileId = file.id;
    file.id = 77;
    QCOMPARE(codeOf(m_ledger->saveFile(file, part)), u"db.ledger_damaged"_s);
    file.id = 1;
    part.runId = 88;
    QCOMPARE(codeOf(m_ledger->saveFile(file, part)), u"db.ledger_damaged"_s);
    RunRecord gone;
    gone.id = 99;
    QCOMPARE(codeOf(m_ledger->finishRun(gone)), u"db.ledger_damaged"_s);
}

void TestLedger::databaseWithoutLedgerHasNoRuns()
{
    m_target = openFile();
    QVERIFY(m_target);
    sql(u"CREATE TABLE other (x)"_s);
    m_target = openFile(true);
    QVERIFY(m_target);
    auto ledger = Ledger::open(*m_target);
    QVERIFY(ledger);
    QVERIFY((*ledger)->runs().value().empty());
    QVERIFY(!(*ledger)->run(1).value());
    QVERIFY((*ledger)->filesOf(1).value().empty());
    QVERIFY(!(*ledger)->file(1).value());
    QVERIFY(!(*ledger)->fileByContent("x").value());
    QCOMPARE((*ledger)->countRejects({}).value(), 0);
    QVERIFY((*ledger)->rejects({}, 0, 10).value().empty());
    QCOMPARE(ask(u"SELECT COUNT(*) FROM sqlite_master"_s).toInt(), 1);
}

void TestLedger::readOnlyLedgerAnswers()
{
    open();
    save(registerOne(newRun(), identity(1)), FileState::Done, 4);
    m_ledger.reset();
    m_target = openFile(true);
    QVERIFY(m_target);
    m_ledger = Ledger::open(*m_target).value();
    QCOMPARE(m_ledger->runs().value().size(), std::size_t { 1 });
    QCOMPARE(m_ledger->file(1).value().value().watermark.position.record, 4);
    QVERIFY(!m_ledger->beginRun({}));
}

void TestLedger::newerLedgerIsRefused()
{
    open();
    sql(u"UPDATE dockhand_meta SET value = '999' WHERE name = 'version'"_s);
    for (const auto readOnly : { false, true }) {
        m_ledger.reset();
        m_target.reset();
        m_target = openFile(readOnly);
        QVERIFY(m_target);
        const auto opened = Ledger::open(*m_target);
        QCOMPARE(codeOf(opened), u"db.ledger_too_new"_s);
        QCOMPARE(opened.error().arguments,
                 (QStringList { u"999"_s, QString::number(kLedgerVersion) }));
    }
}

void TestLedger::ownerThatStandsStillLosesItsRun_data()
{
    QTest::addColumn<bool>("goOn");
    QTest::addColumn<bool>("asAnother");
    QTest::newRow("gone on with") << true << false;
    QTest::newRow("started over") << false << false;
    QTest::newRow("another file") << true << true;
}

// Whatever the other one does with its file.
void TestLedger::ownerThatStandsStillLosesItsRun()
{
    QFETCH(bool, goOn);
    QFETCH(bool, asAnother);
    open();
    RunRecord run;
    run.startedAt = kStart;
    run.owner = u"1@elsewhere:7:7:host"_s;
    run.leaseUntil = kStart.addSecs(60);
    run.id = m_ledger->beginRun(run).value();
    auto file = identity(1);
    save(registerOne(run.id, file), FileState::Importing, 5);
    QVERIFY(m_ledger->saveCounts(run.id, {}, kStart.addSecs(60)));

    const auto other = Ledger::open(*m_target).value();
    const auto second = other->beginRun({ .startedAt = kStart }).value();
    const auto enter = [&](const QDateTime &now) {
        const ResumeRules rules { .goOn = goOn, .asAnother = asAnother, .now = now };
        return other->registerFiles(second, { &file, 1 }, rules).value().front();
    };
    if (!asAnother) {
        const auto claimed = enter(kStart.addSecs(59));
        QVERIFY(claimed.claimedBy && claimed.claimedBy->id == run.id);
        QCOMPARE(claimed.fileId, 0);
    }
    QVERIFY(enter(kStart.addSecs(60)).fileId > 0);
    QCOMPARE(codeOf(m_ledger->saveCounts(run.id, {})), u"run.taken_over"_s);
    QCOMPARE(codeOf(m_ledger->renewLease(run.id, kStart)), u"run.taken_over"_s);
    QCOMPARE(codeOf(m_ledger->finishRun(run)), u"run.taken_over"_s);
}

void TestLedger::olderLedgerIsBroughtUpToDate()
{
    open();
    save(registerOne(newRun(), identity(1)), FileState::Done, 40);
    save(registerOne(newRun(), identity(2)), FileState::Cancelled, 7);
    for (const auto *statement :
         { "ALTER TABLE dockhand_file DROP COLUMN destination",
           "ALTER TABLE dockhand_file DROP COLUMN shape_id",
           "ALTER TABLE dockhand_file DROP COLUMN undone_by",
           "ALTER TABLE dockhand_run DROP COLUMN kind",
           "ALTER TABLE dockhand_run DROP COLUMN undone_by",
           "ALTER TABLE dockhand_run DROP COLUMN owner",
           "ALTER TABLE dockhand_run DROP COLUMN lease_until", "DROP INDEX dockhand_reject_repair",
           "ALTER TABLE dockhand_reject DROP COLUMN occurrence",
           "ALTER TABLE dockhand_reject DROP COLUMN resolved_by",
           "ALTER TABLE dockhand_reject DROP COLUMN repair_file",
           "ALTER TABLE dockhand_reject DROP COLUMN repair_record", "DROP TABLE dockhand_shape",
           "DROP TABLE dockhand_former" })
        sql(QLatin1StringView(statement));
    sql(u"UPDATE dockhand_meta SET value = '1' WHERE name = 'version'"_s);
    m_ledger.reset();
    m_target.reset();
    m_target = openFile(true);
    QVERIFY(m_target);
    QCOMPARE(codeOf(Ledger::open(*m_target)), u"db.read_only"_s);
    m_target.reset();
    open();
    QCOMPARE(ask(u"SELECT value FROM dockhand_meta WHERE name = 'version'"_s).toString(),
             QString::number(kLedgerVersion));
    // Where they went is not known: they stand for every destination, so that nothing comes twice.
    auto finished = identity(1);
    finished.destination = u"orders"_s;
    QCOMPARE(registerOne(newRun(), finished).alreadyIn->id, 1);
    auto unfinished = identity(2);
    unfinished.destination = u"orders"_s;
    const auto again = registerOne(newRun(), unfinished);
    QCOMPARE(again.fileId, 2);
    QCOMPARE(again.file.watermark.position.record, 7);
    QCOMPARE(again.file.identity.destination, u"orders"_s);
}

void TestLedger::damagedLedgerIsNamed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *statement, const char *named) {
        QTest::newRow(name) << QString::fromLatin1(statement) << QString::fromLatin1(named);
    };
    row("no version", "DELETE FROM dockhand_meta", "dockhand_meta");
    row("version is text", "UPDATE dockhand_meta SET value = 'one'", "one");
    row("version is negative", "UPDATE dockhand_meta SET value = '-1'", "-1");
    row("meta table is gone", "DROP TABLE dockhand_meta", "dockhand_run");
    row("meta table is another", "ALTER TABLE dockhand_meta RENAME COLUMN value TO v", "value");
    row("run table is gone", "DROP TABLE dockhand_run", "dockhand_run");
    row("reject table is gone", "DROP TABLE dockhand_reject", "dockhand_reject");
    row("column is gone", "ALTER TABLE dockhand_file DROP COLUMN carry_over", "carry_over");
}

void TestLedger::damagedLedgerIsNamed()
{
    QFETCH(QString, statement);
    QFETCH(QString, named);
    open();
    sql(statement);
    const auto opened = Ledger::open(*m_target);
    QCOMPARE(codeOf(opened), u"db.ledger_damaged"_s);
    QVERIFY2(opened.error().arguments.value(0).contains(named),
             qPrintable(errorText(opened.error())));
}

void TestLedger::damagedValueIsNamed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *statement, const char *named) {
        QTest::newRow(name) << QString::fromLatin1(statement) << QString::fromLatin1(named);
    };
    row("state of a run", "UPDATE dockhand_run SET state = 'swimming'", "swimming");
    row("time of a run", "UPDATE dockhand_run SET started_at = 'yesterday'", "yesterday");
    row("time without zone", "UPDATE dockhand_run SET started_at = '2024-01-01T00:00:00'",
        "started_at");
    row("count of a run", "UPDATE dockhand_run SET records_read = 'many'", "records_read");
    row("negative count", "UPDATE dockhand_run SET files = -4", "files");
    row("broken number", "UPDATE dockhand_run SET bytes = 1.5", "bytes");
    row("state of a file", "UPDATE dockhand_file SET state = ''", "state");
    row("fingerprint", "UPDATE dockhand_file SET fingerprint = 'xyz'", "fingerprint");
    row("hash in capitals", "UPDATE dockhand_file SET content_hash = 'AB'", "content_hash");
    row("watermark", "UPDATE dockhand_file SET mark_byte = 'here'", "mark_byte");
    row("part of a run", "UPDATE dockhand_run_file SET state = 'x'", "state");
    row("issues of a reject", "UPDATE dockhand_reject SET issues_json = '[{'", "issues_json");
    row("issue without code", "UPDATE dockhand_reject SET issues_json = '[{}]'", "issues_json");
}

void TestLedger::damagedValueIsNamed()
{
    QFETCH(QString, statement);
    QFETCH(QString, named);
    open();
    const auto run = newRun();
    const auto file = registerOne(run, identity(1));
    const auto one = reject(run, file.fileId, 1);
    QVERIFY(m_ledger->addRejects({ &one, 1 }));
    sql(statement);
    std::vector<Error> errors;
    const auto collect = [&](const auto &result) {
        if (!result)
            errors.push_back(result.error());
    };
    collect(m_ledger->runs());
    collect(m_ledger->file(file.fileId));
    collect(m_ledger->filesOf(run));
    collect(m_ledger->rejects({}, 0, 10));
    QCOMPARE(errors.size(), std::size_t { 1 });
    QCOMPARE(errors[0].code, ErrorCode::DbLedgerDamaged);
    QVERIFY2(errors[0].arguments.value(0).contains(named), qPrintable(errorText(errors[0])));
}

void TestLedger::issuesSurviveTheirText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"12,x"_s;
    QTest::newRow("quotes") << u"a \"b\" \\ c / d"_s;
    QTest::newRow("control characters") << QString::fromLatin1("a\n\r\t\x01\x1f\x7f");
    QTest::newRow("other scripts") << QString::fromUtf8("“é” 茶 🍵");
    QTest::newRow("nothing") << QString();
}

void TestLedger::issuesSurviveTheirText()
{
    QFETCH(QString, text);
    const std::vector<RejectIssue> issues { { u"value.required"_s, text, text, text, 0 },
                                            { u"row.too_long"_s, {}, {}, {}, -1 } };
    std::string json;
    issuesToJson(issues, json);
    const auto read = issuesFromJson(QByteArray::fromStdString(json));
    QVERIFY2(read, json.c_str());
    QCOMPARE(read->size(), std::size_t { 2 });
    QCOMPARE(read->at(0).column, text);
    QCOMPARE(read->at(0).value, text);
    QCOMPARE(read->at(0).message, text);
    QCOMPARE(read->at(0).byte, 0);
    QCOMPARE(read->at(1).byte, -1);
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
