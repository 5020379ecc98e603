-- From the untyped table `orders` into the two keyed tables of the order profile: what SQL does easily of what an
-- import does. Blanks are trimmed, empty is NULL, amounts become numbers by the columns' affinity, items are numbered
-- within their order; dates stay the text they are. Nothing is validated. Both selects come in key order.
INSERT OR IGNORE INTO dropship_purchases
SELECT TRIM("Kode Pesanan"), NULLIF(TRIM("Kode Transaksi"), ''), NULLIF(TRIM("Waktu Pesanan"), ''),
    NULLIF(TRIM("Status"), ''), NULLIF(TRIM("Biaya Lain"), ''), NULLIF(TRIM("Biaya Mitra Jakmall"), ''),
    NULLIF(TRIM("Total Transaksi"), ''), NULLIF(TRIM("Dibuat Oleh"), ''), NULLIF(TRIM("Channel"), ''),
    NULLIF(TRIM("Nama Toko"), ''), NULLIF(LTRIM(TRIM("Kode Invoice Channel"), ''''), ''),
    NULLIF(TRIM("Gudang Pengiriman"), ''), NULLIF(TRIM("Jenis Ekspedisi"), ''), NULLIF(TRIM("Cashless"), ''),
    NULLIF(TRIM("Nomor Resi"), ''), NULLIF(TRIM("Waktu Pengiriman"), ''), NULLIF(TRIM("Provinsi"), ''),
    NULLIF(TRIM("Kota"), ''), 1
FROM orders ORDER BY "Kode Pesanan";
INSERT OR IGNORE INTO dropship_purchase_details
SELECT TRIM("Kode Pesanan"), TRIM("SKU"),
    ROW_NUMBER() OVER (PARTITION BY "Kode Pesanan", "SKU" ORDER BY rowid), NULLIF(TRIM("Nama Produk"), ''),
    NULLIF(TRIM("Harga Produk"), ''), CAST("Qty" AS INTEGER), NULLIF(TRIM("Total Harga Produk"), ''),
    NULLIF(TRIM("Harga Produk Channel"), ''), NULLIF(TRIM("Total Harga Produk Channel"), ''),
    NULLIF(TRIM("Potensi Keuntungan"), ''), 1, rowid
FROM orders ORDER BY "Kode Pesanan", "SKU";
