// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rare.h"

#include <QTest>

#include <string>

using namespace dockhand;

/// An absent value costs a pointer, and a value is as good as in an optional.
class TestRare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absentTakesAPointer();
    void valueIsHeld();
    void copyHasAValueOfItsOwn();
    void moveTakesTheValue();
    void assigningNothingResets();
    void optionalsGoInAndOut();
    void valuesAreCompared();
};

void TestRare::absentTakesAPointer()
{
    QCOMPARE(sizeof(Rare<std::string>), sizeof(void *));
    const Rare<std::string> rare;
    QVERIFY(!rare);
    QVERIFY(!rare.has_value());
}

void TestRare::valueIsHeld()
{
    Rare<std::string> rare(std::string("one"));
    QVERIFY(rare);
    QCOMPARE(*rare, std::string("one"));
    rare->append("two");
    QCOMPARE(*std::as_const(rare), std::string("onetwo"));
    rare.emplace(3U, 'x').append("y");
    QCOMPARE(*rare, std::string("xxxy"));
}

void TestRare::copyHasAValueOfItsOwn()
{
    const Rare<std::string> first(std::string("one"));
    auto second = first;
    second->append("two");
    QCOMPARE(*first, std::string("one"));
    second = first;
    QCOMPARE(*second, std::string("one"));
    second = *&second; // itself
    QCOMPARE(*second, std::string("one"));
    QVERIFY(&*first != &*second);
}

void TestRare::moveTakesTheValue()
{
    Rare<std::string> first(std::string("one"));
    const auto *value = &*first;
    const auto second = std::move(first);
    QCOMPARE(&*second, value);
}

void TestRare::assigningNothingResets()
{
    Rare<std::string> rare(std::string("one"));
    rare = std::nullopt;
    QVERIFY(!rare);
    rare = std::string("two");
    QVERIFY(rare);
    rare.reset();
    QVERIFY(!rare);
}

void TestRare::optionalsGoInAndOut()
{
    Rare<std::string> rare = std::optional<std::string>("one");
    QCOMPARE(std::optional<std::string>(rare), std::optional<std::string>("one"));
    rare = std::optional<std::string>();
    QVERIFY(!rare);
    QCOMPARE(std::optional<std::string>(rare), std::optional<std::string>());
}

void TestRare::valuesAreCompared()
{
    const Rare<std::string> one(std::string("one"));
    const Rare<std::string> none;
    QVERIFY(one == Rare<std::string>(std::string("one")));
    QVERIFY(one == std::optional<std::string>("one"));
    QVERIFY(one != std::optional<std::string>("two"));
    QVERIFY(one != none);
    QVERIFY(none == Rare<std::string>());
    QVERIFY(none == std::optional<std::string>());
    QVERIFY(std::optional<std::string>() == none);
    QVERIFY(std::optional<std::string>("one") == one);
}

QTEST_GUILESS_MAIN(TestRare)
#include "tst_rare.moc"
