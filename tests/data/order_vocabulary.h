// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::testdata {

/// A product of the invented catalogue; the texts are ready to stand in a CSV row.
struct Product
{
    std::string sku;
    std::string nameCell;
    int price; ///< in whole rupiah
};

/// The catalogue: always the same products, with commas, quotes and letters beyond ASCII among
/// their names.
[[nodiscard]] const std::vector<Product> &catalogue();

/// A shop on a marketplace; `nameCell` is ready to stand in a CSV row.
struct Shop
{
    std::string_view channel;
    std::string_view nameCell;
};

inline constexpr std::array kShops {
    Shop { "Shopee", "Toko Pelangi" },    Shop { "Shopee", "\"Kayu, Rotan & Co\"" },
    Shop { "Tiktok", "Laut Biru Store" }, Shop { "Lazada", "\"Warung \"\"Maju\"\"\"" },
    Shop { "Tokopedia", "Café Merapi" },
};

inline constexpr std::array kStates {
    std::string_view("Pesanan selesai"),    std::string_view("Pesanan selesai"),
    std::string_view("Pesanan selesai"),    std::string_view("Dalam pengiriman"),
    std::string_view("Pesanan dibatalkan"),
};

inline constexpr std::array kWarehouses {
    std::string_view("Gudang Utara"),
    std::string_view("Gudang Timur"),
    std::string_view("Gudang Selatan"),
};

inline constexpr std::array kCarriers {
    std::string_view("Kurir Cepat"),
    std::string_view("\"Kargo Darat, Ekonomi\""),
    std::string_view("Pos Reguler"),
    std::string_view("Kurir Hemat"),
};

/// Where a parcel goes.
struct Destination
{
    std::string_view province;
    std::string_view city;
};

inline constexpr std::array kDestinations {
    Destination { "DKI Jakarta", "Kota Jakarta Pusat" },
    Destination { "Jawa Barat", "Kota Bogor" },
    Destination { "Jawa Tengah", "Kab. Klaten" },
    Destination { "Jawa Timur", "Kota Malang" },
    Destination { "DI Yogyakarta", "Kab. Sleman" },
    Destination { "Bali", "Kab. Gianyar" },
    Destination { "Sumatera Barat", "Kota Padang" },
};

inline constexpr std::array kMonths {
    std::string_view("January"), std::string_view("February"), std::string_view("March"),
    std::string_view("April"),   std::string_view("May"),      std::string_view("June"),
    std::string_view("July"),    std::string_view("August"),   std::string_view("September"),
    std::string_view("October"), std::string_view("November"), std::string_view("December"),
};

} // namespace dockhand::testdata
