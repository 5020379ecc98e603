// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path_walker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using dockhand::engine::filesUnder;

/// Folders become files, without what is no data.
class TestPathWalker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folderIsWalkedInNameOrder();
    void noiseInFoldersIsPassedOver();
    void namedPathIsKeptAsItIs();
    void linkToAFolderEndsNoWalk();
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
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped), expected);
}

void TestPathWalker::noiseInFoldersIsPassedOver()
{
    for (const auto *name :
         { ".hidden.csv", "~$book.xlsx", ".~lock.a.csv#", "a.csv.part", "b.crdownload", "ok.csv" })
        make(QString::fromLatin1(name));
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped),
             QStringList { m_dir->filePath(QStringLiteral("ok.csv")) });
}

void TestPathWalker::namedPathIsKeptAsItIs()
{
    make(QStringLiteral(".hidden.csv"));
    const auto hidden = m_dir->filePath(QStringLiteral(".hidden.csv"));
    const auto missing = m_dir->filePath(QStringLiteral("missing.csv"));
    QCOMPARE(filesUnder({ missing, hidden }, m_isStopped), (QStringList { missing, hidden }));
}

void TestPathWalker::linkToAFolderEndsNoWalk()
{
    make(QStringLiteral("sub/a.csv"));
    QVERIFY(QFile::link(m_dir->path(), m_dir->filePath(QStringLiteral("sub/loop"))));
    QCOMPARE(filesUnder({ m_dir->path() }, m_isStopped).size(), 1);
}

void TestPathWalker::stoppedWalkReturns()
{
    make(QStringLiteral("a.csv"));
    m_isStopped = true;
    QVERIFY(filesUnder({ m_dir->path() }, m_isStopped).isEmpty());
}

QTEST_GUILESS_MAIN(TestPathWalker)
#include "tst_path_walker.moc"
