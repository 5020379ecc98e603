// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/order_files.h"

#include <QDir>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

bool writeOrders(const QString &path, testdata::OrderGenerator &generator)
{
    QFile file(path);
    bool isGood = file.open(QIODevice::WriteOnly);
    generator.writeFile([&](std::string_view piece) {
        const auto size = static_cast<qint64>(piece.size());
        isGood = isGood && file.write(piece.data(), size) == size;
    });
    return isGood && file.flush();
}

} // namespace

const OrderSet *OrderFiles::make(const QString &name, const testdata::OrderSetOptions &options)
{
    if (const auto found = m_sets.find(name); found != m_sets.end())
        return &found->second;
    OrderSet set { .folder = m_folder + u'/' + name };
    QDir().mkpath(set.folder);
    testdata::OrderGenerator generator(options);
    for (int index = 1; index <= options.files; ++index) {
        set.paths.append(set.folder + u"/orders-%1.csv"_s.arg(index, 5, 10, QChar(u'0')));
        if (!writeOrders(set.paths.last(), generator)) {
            std::fprintf(stderr, "bench_import: cannot write %s\n", qPrintable(set.paths.last()));
            return nullptr;
        }
    }
    set.counts = generator.expected();
    return &m_sets.emplace(name, std::move(set)).first->second;
}

} // namespace dockhand::bench
