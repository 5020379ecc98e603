// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spill_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

using namespace dockhand;
using namespace Qt::StringLiterals;

/// What is put aside on disk comes back as it was, and leaves nothing behind.
class TestSpillFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAppendedIsRead();
    void discardedBytesLeaveTheirNeighboursAlone();
    void firstFolderThatCanBeWrittenIsTaken();
    void nothingStaysInTheFolder();
};

void TestSpillFile::whatWasAppendedIsRead()
{
    const QTemporaryDir folder;
    const auto file = SpillFile::create({ folder.path() }).value();
    QVERIFY(file->append("abc"));
    QVERIFY(file->append("defgh"));
    QCOMPARE(file->size(), 8);
    std::string read(4, ' ');
    QVERIFY(file->read(2, read));
    QCOMPARE(read, "cdef");
    QVERIFY(!file->read(6, read)); // behind the end
}

void TestSpillFile::discardedBytesLeaveTheirNeighboursAlone()
{
    constexpr std::size_t kPiece = 32 << 10;
    const QTemporaryDir folder;
    const auto file = SpillFile::create({ folder.path() }).value();
    for (const char filling : { 'a', 'b', 'c' })
        QVERIFY(file->append(std::string(kPiece, filling)));
    file->discard(kPiece, 2 * kPiece);
    QCOMPARE(file->size(), std::int64_t { 3 * kPiece });
    std::string read(kPiece, ' ');
    QVERIFY(file->read(0, read));
    QCOMPARE(read, std::string(kPiece, 'a'));
    QVERIFY(file->read(2 * kPiece, read));
    QCOMPARE(read, std::string(kPiece, 'c'));
    QVERIFY(file->append("d"));
    QVERIFY(file->read(3 * kPiece, std::span(read.data(), 1)));
    QCOMPARE(read.front(), 'd');
}

void TestSpillFile::firstFolderThatCanBeWrittenIsTaken()
{
    const QTemporaryDir folder;
    const auto missing = folder.filePath(u"missing"_s);
    QVERIFY(SpillFile::create({ missing, folder.path() }));
    const auto none = SpillFile::create({ missing });
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::OutputUnwritable);
    QCOMPARE(none.error().arguments.value(0), missing);
}

void TestSpillFile::nothingStaysInTheFolder()
{
    const QTemporaryDir folder;
    {
        const auto file = SpillFile::create({ folder.path() }).value();
        QVERIFY(file->append("abc"));
    }
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

QTEST_GUILESS_MAIN(TestSpillFile)
#include "tst_spill_file.moc"
