// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/guarded.h"

#include <QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// What is thrown is an error value behind `guarded`.
class TestGuarded final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultPassesThrough();
    void wantOfMemoryIsAnError();
    void anythingElseIsInternal();
};

void TestGuarded::resultPassesThrough()
{
    QCOMPARE(guarded([]() -> Result<int> { return 7; }).value(), 7);
    const auto failed = guarded([]() -> Result<int> { return failure(ErrorCode::FileNotFound); });
    QCOMPARE(failed.error().code, ErrorCode::FileNotFound);
}

void TestGuarded::wantOfMemoryIsAnError()
{
    const auto failed = guarded([]() -> Result<void> { throw std::bad_alloc(); });
    QCOMPARE(failed.error().code, ErrorCode::MemoryLimit);
}

void TestGuarded::anythingElseIsInternal()
{
    const auto failed = guarded([]() -> Result<void> { throw std::length_error("too long"); });
    QCOMPARE(failed.error().code, ErrorCode::InternalError);
    QCOMPARE(failed.error().arguments, QStringList { u"too long"_s });
}

QTEST_GUILESS_MAIN(TestGuarded)
#include "tst_guarded.moc"
