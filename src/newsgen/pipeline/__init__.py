"""What `engine.map` runs and what joins the stages: ids → records → the pure stage → records, with the catalogue as the memo.

Each module takes one step of the way: `inputs` finds the files, `intake` makes articles, `copies` stories, `subjects` topics and links,
`entries` what lists show, `publish` pages; `rows` the exported records. `commands/build.py` tells the whole story.
"""
