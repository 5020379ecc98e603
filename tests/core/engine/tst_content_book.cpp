// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/content_book.h"
#include "core/engine/import_run.h"
#include "tests/core/engine/import_fixture.h"
#include "tests/data/packing.h"

#include <QFile>
#include <QTest>

using namespace dockhand;
using namespace dockhand::engine;
using namespace dockhand::test;
using namespace Qt::StringLiterals;
using ledger::FileState;
using ledger::RunState;
using source::Compression;

class TestContentBook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyFormGoesInAsThePlainFile_data();
    void anyFormGoesInAsThePlainFile();
    void tableIsNamedWithoutBothSuffixes();
    void cutOffImportGoesOnAtItsWatermark_data();
    void cutOffImportGoesOnAtItsWatermark();
    void changedSourceIsNotGoneOnWith();
    void damagedFileBringsNothingIn();
    void contentInAnotherFormIsSkipped_data() { addPairs(); }
    void contentInAnotherFormIsSkipped();
    void contentInAnotherFormComesOnceInOneRun_data() { addPairs(); }
    void contentInAnotherFormComesOnceInOneRun();
    void forceReadsAnotherFormAgain();
    void otherContentOfTheSameLengthComesIn();
    void otherDestinationsAreOthers();
    void twinOfAFailedFileIsReadAfterAll();
    void undoneContentMayComeInAnotherForm();
    void droppedTableForgetsItsContents();
    void ordinaryFileIsNotReadToLookForIt();
    void knownContentsAreFoundByLengthAndHash();

private:
    static void addPairs();
};

namespace {

const QByteArray kText = "id,word\n1,\xC3\xA9t\xC3\xA9\n2,y\n3,z\n";

struct Form
{
    const char *name;
    QByteArray (*of)(const QByteArray &);
};

QByteArray utf16(const QByteArray &utf8)
{
    QByteArray bytes("\xFF\xFE");
    for (const auto unit : QString::fromUtf8(utf8)) {
        bytes += static_cast<char>(unit.unicode() & 0xFFU);
        bytes += static_cast<char>(unit.unicode() >> 8U);
    }
    return bytes;
}

template <Compression format>
QByteArray as(const QByteArray &bytes)
{
    return testdata::packed(format, bytes);
}

const std::array kForms {
    Form { "plain", as<Compression::None> },
    Form { "marked", [](const QByteArray &text) { return "\xEF\xBB\xBF" + text; } },
    Form { "UTF-16", utf16 },
    Form { "windows-1252",
           [](const QByteArray &text) { return QString::fromUtf8(text).toLatin1(); } },
    Form { "gzip", as<Compression::Gzip> },
    Form { "bzip2", as<Compression::Bzip2> },
    Form { "xz", as<Compression::Xz> },
    Form { "zstd", as<Compression::Zstandard> },
    Form { "two members",
           [](const QByteArray &text) {
               return as<Compression::Gzip>(text.first(9)) + as<Compression::Gzip>(text.mid(9));
           } },
    Form { "gzip of UTF-16",
           [](const QByteArray &text) { return as<Compression::Gzip>(utf16(text)); } },
};

QByteArray numbers(int rows)
{
    QByteArray content("id,word\n");
    for (int i = 0; i < rows; ++i)
        content += QByteArray::number(i) + ",w" + QByteArray::number(i * 7919LL % 10'007) + '\n';
    return content;
}

void takeSmallSteps(ImportOptions &options)
{
    options.plan.chunkRows.value = 10;
    options.plan.windowRows = 20;
}

} // namespace

void TestContentBook::addPairs()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    for (int first = 0; first < std::ssize(kForms); ++first) {
        for (int second = 0; second < std::ssize(kForms); ++second) {
            if (first != second)
                QTest::addRow("%s, then %s", kForms[static_cast<std::size_t>(first)].name,
                              kForms[static_cast<std::size_t>(second)].name)
                    << first << second;
        }
    }
}

void TestContentBook::anyFormGoesInAsThePlainFile_data()
{
    QTest::addColumn<int>("form");
    for (int form = 1; form < std::ssize(kForms); ++form)
        QTest::newRow(kForms[static_cast<std::size_t>(form)].name) << form;
}

void TestContentBook::anyFormGoesInAsThePlainFile()
{
    QFETCH(const int, form);
    QByteArray text = ImportFixture::header();
    for (int row = 1; row <= 400; ++row)
        text += ImportFixture::record(row, u"K%1"_s.arg(row / 3), u"S%1"_s.arg(row),
                                      row % 50 == 0 ? u"many"_s : u"1"_s);
    text += "\"\xC3\xA9\", never closed\n";
    ImportFixture plain;
    (void)plain.import({ plain.write(u"a.csv"_s, text) }, takeSmallSteps);
    ImportFixture f;
    const auto result = f.import(
        { f.write(u"a.csv"_s, kForms[static_cast<std::size_t>(form)].of(text)) }, takeSmallSteps);
    QCOMPARE(result.state, RunState::Partial);
    QVERIFY(result.counts.inserted > 300 && result.counts.rejected > 7);
    const auto items = u"SELECT * FROM dropship_purchase_details ORDER BY kode_pesanan, sku"_s;
    QCOMPARE(f.query(items), plain.query(items));
    if (form != 1) // a mark moves every byte
        QCOMPARE(f.dump(), plain.dump());
    QCOMPARE(f.query(u"SELECT content_hash, mark_byte FROM dockhand_file"_s),
             plain.query(u"SELECT content_hash, mark_byte FROM dockhand_file"_s));
}

void TestContentBook::tableIsNamedWithoutBothSuffixes()
{
    ImportFixture f;
    const auto path = f.write(u"words of may.csv.gz"_s, as<Compression::Gzip>(kText));
    QCOMPARE(f.import({ path }).state, RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT count(*) FROM words_of_may"_s), u"3\n"_s);
}

void TestContentBook::cutOffImportGoesOnAtItsWatermark_data()
{
    QTest::addColumn<int>("form");
    for (const int form : { 2, 4, 5, 6, 7 })
        QTest::newRow(kForms[static_cast<std::size_t>(form)].name) << form;
}

void TestContentBook::cutOffImportGoesOnAtItsWatermark()
{
    QFETCH(const int, form);
    const auto &as = kForms[static_cast<std::size_t>(form)].of;
    ImportFixture f;
    f.tableName = u"numbers"_s;
    const auto path = f.write(u"a.csv"_s, as(numbers(3000)));
    const auto cut
        = f.import({ path }, takeSmallSteps, [](ImportRun &run) { cancelAfter(run, 500); });
    QCOMPARE(cut.state, RunState::Cancelled);
    f.write(u"a.csv"_s, as(numbers(3001))); // it has grown meanwhile
    const auto rest = f.import({ path });
    QCOMPARE(rest.state, RunState::Succeeded);
    QVERIFY(rest.files[0].resumedAtRecord >= 500);
    QCOMPARE(f.query(u"SELECT count(*), count(DISTINCT id), sum(id) FROM numbers"_s),
             u"3001|3001|4501500\n"_s);
}

void TestContentBook::changedSourceIsNotGoneOnWith()
{
    ImportFixture f;
    f.tableName = u"numbers"_s;
    auto text = numbers(3000);
    const auto path = f.write(u"a.csv.gz"_s, as<Compression::Gzip>(text));
    (void)f.import({ path }, takeSmallSteps, [](ImportRun &run) { cancelAfter(run, 500); });
    text.replace("\n7,", "\n8,");
    f.write(u"a.csv.gz"_s, as<Compression::Gzip>(text));
    const auto rest = f.import({ path });
    QCOMPARE(rest.files[0].state, FileState::Failed);
    QCOMPARE(rest.files[0].error->code, ErrorCode::FileChangedSinceImport);
}

// The survey sees the begin alone; gzip tells a flipped bit by the sum at its end.
void TestContentBook::damagedFileBringsNothingIn()
{
    ImportFixture f;
    f.tableName = u"numbers"_s;
    const auto whole = as<Compression::Gzip>(numbers(400'000));
    const auto good = f.write(u"good.csv"_s, "id,word\n-1,x\n");
    auto flipped = whole;
    flipped[whole.size() - 100] = static_cast<char>(flipped[whole.size() - 100] ^ 4);
    for (const auto &bytes : { flipped, whole.chopped(1), whole + "behind it" }) {
        const auto path = f.write(u"bad.csv.gz"_s, bytes);
        QVERIFY(!ImportFixture::surveys({ path })[0].error);
        const auto result = f.import({ path, good });
        QCOMPARE(result.files[0].state, FileState::Failed);
        QCOMPARE(result.files[0].error->code, ErrorCode::FileDamaged);
        QCOMPARE(result.files[0].error->place.file, path);
        QVERIFY(result.files[0].error->place.byte > whole.size() - 1000);
        QVERIFY(result.files[0].counts == ledger::Counts {});
        QCOMPARE(f.query(u"SELECT count(*) FROM numbers"_s), u"1\n"_s);
    }
}

void TestContentBook::contentInAnotherFormIsSkipped()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    ImportFixture f;
    f.tableName = u"words"_s; // it has no key
    const auto one = f.write(u"one"_s, kForms[static_cast<std::size_t>(first)].of(kText));
    const auto other = f.write(u"other"_s, kForms[static_cast<std::size_t>(second)].of(kText));
    QCOMPARE(f.import({ one }).counts.inserted, std::int64_t { 3 });
    for (int again = 0; again < 2; ++again) {
        const auto result = f.import({ other });
        QCOMPARE(result.state, RunState::Succeeded);
        QCOMPARE(result.files[0].state, FileState::Skipped);
        QVERIFY(result.counts == ledger::Counts {});
        QCOMPARE(result.files[0].cameInBy, std::int64_t { 1 });
        QVERIFY2(result.files[0].note.contains(one) && result.files[0].note.contains(u"run 1"_s),
                 qPrintable(result.files[0].note));
        QCOMPARE(f.query(u"SELECT same_as FROM dockhand_file ORDER BY id DESC LIMIT 1"_s),
                 u"1\n"_s);
    }
    QCOMPARE(f.query(u"SELECT count(*) FROM words"_s), u"3\n"_s);
}

void TestContentBook::contentInAnotherFormComesOnceInOneRun()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    ImportFixture f;
    f.tableName = u"words"_s;
    const auto unlike = f.write(u"unlike"_s, as<Compression::Gzip>("id,word\n4,d\n"));
    const auto one = f.write(u"one"_s, kForms[static_cast<std::size_t>(first)].of(kText));
    const auto other = f.write(u"other"_s, kForms[static_cast<std::size_t>(second)].of(kText));
    const auto result = f.import({ unlike, one, other });
    QCOMPARE(result.state, RunState::Succeeded);
    QCOMPARE(result.files[1].state, FileState::Done);
    QCOMPARE(result.files[2].state, FileState::Skipped);
    QVERIFY(result.files[2].note.contains(one));
    QCOMPARE(f.query(u"SELECT count(*) FROM words"_s), u"4\n"_s);
}

void TestContentBook::forceReadsAnotherFormAgain()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    QFile file(a);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto b = f.write(u"b.csv.gz"_s, as<Compression::Gzip>(file.readAll()));
    (void)f.import({ a });
    const auto result = f.import({ b }, [](ImportOptions &options) { options.force = true; });
    QCOMPARE(result.files[0].state, FileState::Done);
    QCOMPARE(result.counts.read, std::int64_t { 1 });
    QCOMPARE(result.counts.duplicate, std::int64_t { 1 });
}

void TestContentBook::otherContentOfTheSameLengthComesIn()
{
    ImportFixture f;
    f.tableName = u"words"_s;
    const auto packed = f.write(u"a.csv.gz"_s, as<Compression::Gzip>("id,word\n1,x\n"));
    const auto plain = f.write(u"b.csv"_s, "id,word\n2,y\n");
    const auto another = f.write(u"c.csv.gz"_s, as<Compression::Gzip>("id,word\n3,z\n"));
    (void)f.import({ packed });
    QCOMPARE(f.import({ plain, another }).counts.inserted, std::int64_t { 2 });
}

void TestContentBook::otherDestinationsAreOthers()
{
    ImportFixture f;
    const auto plain = f.write(u"a.csv"_s, kText);
    const auto packed = f.write(u"b.csv.gz"_s, as<Compression::Gzip>(kText));
    QCOMPARE(f.import({ plain, packed }).counts.inserted, std::int64_t { 6 });
    f.tableName = u"third"_s;
    QCOMPARE(f.import({ packed }).counts.inserted, std::int64_t { 3 });
}

void TestContentBook::twinOfAFailedFileIsReadAfterAll()
{
    ImportFixture f;
    const auto text = ImportFixture::header() + "1,bad\n2,bad\n"
        + ImportFixture::record(3, u"K1"_s, u"S1"_s, u"1"_s);
    const auto a = f.write(u"a.csv"_s, text);
    const auto b = f.write(u"b.csv.gz"_s, as<Compression::Gzip>(text));
    const auto c = f.write(u"c.csv.xz"_s, as<Compression::Xz>(text));
    const auto result
        = f.import({ a, b, c }, [](ImportOptions &options) { options.maxRejects.count = 1; });
    for (const auto &file : result.files) {
        QCOMPARE(file.state, FileState::Failed); // read, and stopped by the same rule
        QCOMPARE(file.error->code, ErrorCode::FileTooManyRejects);
    }
}

void TestContentBook::undoneContentMayComeInAnotherForm()
{
    ImportFixture f;
    f.tableName = u"words"_s;
    (void)f.import({ f.write(u"a.csv"_s, kText) });
    f.change(u"UPDATE dockhand_file SET undone_by = 9"_s);
    const auto packed = f.write(u"a.csv.gz"_s, as<Compression::Gzip>(kText));
    QCOMPARE(f.import({ packed }).counts.inserted, std::int64_t { 3 });
}

void TestContentBook::droppedTableForgetsItsContents()
{
    ImportFixture f;
    f.tableName = u"words"_s;
    (void)f.import({ f.write(u"a.csv"_s, kText) });
    f.change(u"DROP TABLE words"_s);
    const auto packed = f.write(u"a.csv.gz"_s, as<Compression::Gzip>(kText));
    QCOMPARE(f.import({ packed }).counts.inserted, std::int64_t { 3 });
}

// A file that is not there any more cannot be read: nothing was tried.
void TestContentBook::ordinaryFileIsNotReadToLookForIt()
{
    ImportFixture f;
    const auto paths = QStringList { f.write(u"a.csv"_s, "id,word\n1,x\n"),
                                     f.write(u"b.csv"_s, "id,word\n22,yy\n"),
                                     f.write(u"c.csv"_s, "id,word\n1,z\n") };
    const auto surveys = ImportFixture::surveys(paths, {}, u"words"_s);
    for (const auto &path : paths)
        QVERIFY(QFile::remove(path));
    const auto options = f.options();
    RunControl control;
    ContentBook book(surveys, options, control);
    book.enter(groupFiles(surveys, options));
    QVERIFY(!book.hasUnusualFiles());
    QCOMPARE(book.destinations(), QStringList { u"words"_s });
    book.know({ ledger::KnownContents({ { {}, 12, 40, 1 }, { {}, 14, 14, 2 } }) });
    const auto unlike = book.endIfKnown(1, {}, {}); // as long as another plain one
    QVERIFY(unlike);
    QVERIFY(!*unlike);
    const auto alike = book.endIfKnown(0, {}, {}); // as long as one that was compressed
    QVERIFY(!alike);
    QCOMPARE(alike.error().code, ErrorCode::FileNotFound);
}

void TestContentBook::knownContentsAreFoundByLengthAndHash()
{
    const auto content = [](char c, std::int64_t bytes, std::int64_t fileBytes, std::int64_t id) {
        ledger::KnownContent known { {}, bytes, fileBytes, id };
        known.hash.fill(c);
        return known;
    };
    const ledger::KnownContents known({ content('a', 10, 10, 1), content('b', 10, 7, 2),
                                        content('a', 10, 8, 3), content('a', 20, 20, 4),
                                        content('c', 20, 20, 5) });
    QCOMPARE(known.find(QByteArray(16, 'a'), 10), std::optional<std::int64_t>(1)); // the first
    QCOMPARE(known.find(QByteArray(16, 'b'), 10), std::optional<std::int64_t>(2));
    QCOMPARE(known.find(QByteArray(16, 'a'), 20), std::optional<std::int64_t>(4));
    QVERIFY(!known.find(QByteArray(16, 'b'), 20));
    QVERIFY(!known.find({}, 10));
    QVERIFY(known.mayHoldOtherForm(10, 10));
    QVERIFY(!known.mayHoldOtherForm(20, 20));
    QVERIFY(known.mayHoldOtherForm(20, 23));
    QVERIFY(!known.mayHoldOtherForm(15, 23));
}

QTEST_GUILESS_MAIN(TestContentBook)
#include "tst_content_book.moc"
