"""What every stage needs to know about text: decoding and tidying, words, sentences, languages,
shingles, front matter. Each module is imported by itself; none knows of articles in an archive."""
