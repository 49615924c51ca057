"""Anchors of places in documents, and how one cites these."""

POINTS = {
    "2": "mục 2",
    "2-1": "mục 2",
    "2.a": "mục 2.a",
    "1.dd": "mục 1.đ",
    "2.1.3": "mục 2.1.3",
    "ii": "mục II",
    "ii.2": "mục II.2",
    "i.1.dd": "mục I.1.đ",
    "dieu-3": "Điều 3",
    "dieu-3-2": "Điều 3",
    "dieu-3.2": "khoản 2 Điều 3",
    "dieu-3.2.dd": "điểm đ khoản 2 Điều 3",
    "dieu-3.a": "điểm a Điều 3",
    "phan-i": "Phần I",
    "chuong-iv": "Chương IV",
    "muc-1": "Mục 1",
}
