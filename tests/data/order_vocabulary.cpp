// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_vocabulary.h"

#include <cstddef>

namespace dockhand::testdata {

namespace {

constexpr std::array kMaterials { "Bambu", "Baja", "Kain", "Kaca", "Crème", "Jati", "Señorita" };
constexpr std::array kThings { "Keranjang",   "Termos",   "Bantal", "Teko",
                               "Papan Tulis", "Rantang",  "Lampu",  "Kemoceng",
                               "Talenan",     "Celengan", "Sapu" };
constexpr std::array kColours { "Hijau", "Kuning", "Cokelat", "Rosé", "Hitam" };

Product makeProduct(int index)
{
    const auto at = [index](const auto &words, int step) {
        return std::string(words[static_cast<std::size_t>(index / step) % words.size()]);
    };
    std::string name = at(kThings, 1) + ' ' + at(kMaterials, 11);
    if (index % 4 == 0)
        name = '"' + name + ", isi " + std::to_string(index % 12 + 2) + '"';
    else if (index % 4 == 1)
        name = '"' + name + " ukuran " + std::to_string(index % 30 + 5) + "\"\" " + at(kColours, 7)
            + '"';
    else
        name += " - " + at(kColours, 3);
    const std::string digits = std::to_string(100000 + index * 7919 % 900000);
    return { (index % 3 == 0 ? "DK" : "7") + digits + static_cast<char>('A' + index % 26),
             std::move(name), (index * 131 % 4000 + 25) * 100 };
}

} // namespace

const std::vector<Product> &catalogue()
{
    static const std::vector<Product> products = [] {
        std::vector<Product> all;
        for (int index = 0; index < 1500; ++index)
            all.push_back(makeProduct(index));
        return all;
    }();
    return products;
}

} // namespace dockhand::testdata
