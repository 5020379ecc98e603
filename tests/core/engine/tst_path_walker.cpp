// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path_walker.h"
#include "tests/core/base/ordinary_user.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

using dockhand::engine::filesUnder;
using dockhand::engine::PassedOver;

/// Folders become files, without what is no data.
class TestPathWalker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folderIsWalkedInNameOrder();
    void noiseInFoldersIsPassedOver();
    void whatHoldsNoTableIsPassedOverAndCounted();
    void whatIsToldAsUnsupportedIsKept();
    void fileNamedDirectlyIsKeptByAnySuffix();
    void shutFolderIsHandedOn_data();
    void shutFolderIsHandedOn();
    void namedPathIsKeptAsItIs();
    void linkToAFolderEndsNoWalk();
    void linkToNothingIsHandedOn();
    void pipeIsPassedOverAndCounted();
    void nameThatIsNoTextIsHandedOn();
    void stoppedWalkReturns();

private:
    void make(const QString &name);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::atomic<bool> m_isStopped { false };
};

void TestPathWalker::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_isStopped = false;
}

void TestPathWalker::make(const QString &name)
{
    const QString path = m_dir->filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

void TestPathWalker::folderIsWalkedInNameOrder()
{
    make(QStringLiteral("b.csv"));
    make(QStringLiteral("a.csv"));
    make(QStringLiteral("sub/c.csv"));
    const QStringList expected { m_dir->filePath(QStringLiteral("a.csv")),
                                 m_dir->filePath(QStringLiteral("b.csv")),
                                 m_dir->filePath(QStringLiteral("sub/c.csv")) };
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).files, expected);
}

void TestPathWalker::noiseInFoldersIsPassedOver()
{
    for (const auto *name :
         { ".hidden.csv", "~$book.xlsx", ".~lock.a.csv#", "a.csv.part", "b.crdownload", "ok.csv" })
        make(QString::fromLatin1(name));
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).files,
             QStringList { m_dir->filePath(QStringLiteral("ok.csv")) });
}

void TestPathWalker::whatHoldsNoTableIsPassedOverAndCounted()
{
    for (const auto *name : { "README.md", "a.JSON", "b.log", "c.ini", "d.png", "e.pdf", "f.sqlite",
                              "f.sqlite-wal", "g.db-journal", "h.sqlite3-shm", "i.exe", "j.so",
                              "sub/k.py", "l.sh", "m.log.gz", "n.json.ZST", "ok.csv" })
        make(QString::fromLatin1(name));
    const auto walked = filesUnder({ m_dir->path() }, m_isStopped);
    QCOMPARE(walked.files, QStringList { m_dir->filePath(QStringLiteral("ok.csv")) });
    QCOMPARE(walked.passedOver.count, 16);
    QCOMPARE(walked.passedOver.names.size(), PassedOver::kMostNames);
    QVERIFY(walked.passedOver.names.contains(QStringLiteral("a.JSON")));
}

void TestPathWalker::whatIsToldAsUnsupportedIsKept()
{
    for (const auto *name : { "a.html", "b.xml", "c.xlsx", "d.ods", "e.csv.gz", "f.zip", "g", "db",
                              "h.txt", "i.tsv", "json.csv" })
        make(QString::fromLatin1(name));
    const auto walked = filesUnder({ m_dir->path() }, m_isStopped);
    QCOMPARE(walked.files.size(), 11);
    QCOMPARE(walked.passedOver.count, 0);
}

void TestPathWalker::fileNamedDirectlyIsKeptByAnySuffix()
{
    make(QStringLiteral("README.md"));
    const auto named = m_dir->filePath(QStringLiteral("README.md"));
    QCOMPARE(filesUnder({ named }, m_isStopped).files, QStringList { named });
}

void TestPathWalker::shutFolderIsHandedOn_data()
{
    QTest::addColumn<QFile::Permissions>("permissions");
    QTest::newRow("nothing allowed") << QFile::Permissions {};
    QTest::newRow("names only") << QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner);
}

void TestPathWalker::shutFolderIsHandedOn()
{
    QFETCH(QFile::Permissions, permissions);
    make(QStringLiteral("ok.csv"));
    make(QStringLiteral("shut/a.csv"));
    const auto shut = m_dir->filePath(QStringLiteral("shut"));
    QVERIFY(QFile::setPermissions(shut, permissions));
    QVERIFY(QFile::setPermissions(m_dir->path(), QFile::Permissions(0x7755)));
    dockhand::engine::WalkedPaths walked;
    {
        const dockhand::test::AsOrdinaryUser ordinary;
        walked = filesUnder({ m_dir->path() }, m_isStopped);
    }
    QFile::setPermissions(shut, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(walked.files, (QStringList { m_dir->filePath(QStringLiteral("ok.csv")), shut }));
}

void TestPathWalker::namedPathIsKeptAsItIs()
{
    make(QStringLiteral(".hidden.csv"));
    const auto hidden = m_dir->filePath(QStringLiteral(".hidden.csv"));
    const auto missing = m_dir->filePath(QStringLiteral("missing.csv"));
    QCOMPARE(filesUnder({ missing, hidden }, m_isStopped).files, (QStringList { missing, hidden }));
}

void TestPathWalker::linkToAFolderEndsNoWalk()
{
    make(QStringLiteral("sub/a.csv"));
    QVERIFY(QFile::link(m_dir->path(), m_dir->filePath(QStringLiteral("sub/loop"))));
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).files.size(), 1);
}

#ifdef Q_OS_UNIX

void TestPathWalker::linkToNothingIsHandedOn()
{
    const QString link = m_dir->filePath(QStringLiteral("b.csv"));
    QVERIFY(QFile::link(m_dir->filePath(QStringLiteral("none.csv")), link));
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).files, QStringList { link });
}

void TestPathWalker::pipeIsPassedOverAndCounted()
{
    QCOMPARE(mkfifo(QFile::encodeName(m_dir->filePath(QStringLiteral("p.csv"))).constData(), 0600),
             0);
    const auto walked = filesUnder({ m_dir->path() }, m_isStopped);
    QVERIFY(walked.files.isEmpty());
    QCOMPARE(walked.passedOver.names, QStringList { QStringLiteral("p.csv") });
}

void TestPathWalker::nameThatIsNoTextIsHandedOn()
{
    make(QStringLiteral("a.csv"));
    const QByteArray name = QFile::encodeName(m_dir->path()) + "/bad\xFFname.csv";
    std::FILE *file = std::fopen(name.constData(), "w");
    QVERIFY(file != nullptr);
    std::fclose(file);
    const QStringList expected { m_dir->filePath(QStringLiteral("a.csv")),
                                 m_dir->filePath(QStringLiteral("bad\uFFFDname.csv")) };
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).files, expected);
}

#else // elsewhere folders hold no pipes, and names are text

void TestPathWalker::linkToNothingIsHandedOn() { }
void TestPathWalker::pipeIsPassedOverAndCounted() { }
void TestPathWalker::nameThatIsNoTextIsHandedOn() { }

#endif

void TestPathWalker::stoppedWalkReturns()
{
    make(QStringLiteral("a.csv"));
    m_isStopped = true;
    QVERIFY(filesUnder({ m_dir->path() }, m_isStopped).files.isEmpty());
}

QTEST_GUILESS_MAIN(TestPathWalker)
#include "tst_path_walker.moc"
